// lib/pq through database/sql: parameters, prepared statements, transactions, errors.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"time"

	"github.com/lib/pq"
)

func check(err error) {
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
}

func show(name string, rows *sql.Rows, err error) {
	if err != nil {
		if wrong, ok := err.(*pq.Error); ok {
			fmt.Println(name, wrong.Code, wrong.Message, wrong.Position)
			return
		}
		check(err)
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	check(err)
	for _, t := range types {
		precision, scale, sized := t.DecimalSize()
		length, limited := t.Length()
		fmt.Println(name, t.Name(), t.DatabaseTypeName(), precision, scale, sized, length, limited)
	}
	values := make([]interface{}, len(types))
	targets := make([]interface{}, len(types))
	for i := range values {
		targets[i] = &values[i]
	}
	for rows.Next() {
		check(rows.Scan(targets...))
		for _, v := range values {
			if b, ok := v.([]byte); ok {
				fmt.Printf("%s|", b)
			} else {
				fmt.Printf("%v|", v)
			}
		}
		fmt.Println()
	}
	if err := rows.Err(); err != nil {
		fmt.Println(name, err)
	}
}

func main() {
	db, err := sql.Open("postgres", "sslmode=disable")
	check(err)
	defer db.Close()
	rows, err := db.Query("select * from kinds order by id")
	show("kinds", rows, err)
	rows, err = db.Query("select id, name, balance from person where id = any($1) order by id", pq.Array([]int64{1, 600}))
	show("people", rows, err)
	rows, err = db.Query("select $1::text, $2::int, $3::bool, $4::timestamptz, $5::bytea", "it's", 5, true, time.Unix(0, 0).UTC(), []byte{0, 255})
	show("values", rows, err)
	statement, err := db.Prepare("select name from person where id = $1")
	check(err)
	for _, id := range []int{1, 2, 600} {
		var name string
		check(statement.QueryRow(id).Scan(&name))
		fmt.Println("prepared", name)
	}
	for _, wrong := range []string{"select 1/0", "select * from nowhere", "selec 1"} {
		rows, err = db.Query(wrong)
		show(wrong, rows, err)
	}
	tx, err := db.BeginTx(context.Background(), &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	check(err)
	var count int
	check(tx.QueryRow("select count(*) from person").Scan(&count))
	fmt.Println("in transaction", count)
	check(tx.Commit())
	limited, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
	defer cancel()
	_, err = db.ExecContext(limited, "select pg_sleep(20)")
	fmt.Println("cancelled", err != nil)
	listener := pq.NewListener("sslmode=disable", time.Second, time.Minute, nil)
	check(listener.Listen("news"))
	_, err = db.Exec("select pg_notify('news', 'hello')")
	check(err)
	heard := <-listener.Notify
	fmt.Println("heard", heard.Channel, heard.Extra)
	check(listener.Close())
}
