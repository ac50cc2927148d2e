// Sequelize: what an ORM asks to learn a schema, and the queries that it writes.
import { Sequelize, DataTypes, Op } from 'sequelize';

const show = (name, value) => console.log(`${name}: ${JSON.stringify(value)}`);
const { PGHOST, PGPORT, PGUSER, PGDATABASE } = process.env;
const sequelize = new Sequelize(PGDATABASE, PGUSER, '', { host: PGHOST, port: +PGPORT, dialect: 'postgres', logging: false });
const schema = sequelize.getQueryInterface();
show('tables', (await schema.showAllTables()).map((t) => t.tableName ?? t).sort());
for (const table of ['country', 'kinds', 'person']) {
  const columns = await schema.describeTable(table);
  show(table, Object.entries(columns).map(([name, c]) => [name, c.type, c.allowNull, c.primaryKey, c.comment]));
  const references = await schema.getForeignKeyReferencesForTable(table);
  show('references', references.map((r) => [r.columnName, r.referencedTableName, r.referencedColumnName]));
}
const Country = sequelize.define('country', { id: { type: DataTypes.INTEGER, primaryKey: true }, name: DataTypes.TEXT }, { freezeTableName: true, timestamps: false });
const Person = sequelize.define(
  'person',
  { id: { type: DataTypes.BIGINT, primaryKey: true }, name: DataTypes.STRING, born: DataTypes.DATEONLY, balance: DataTypes.DECIMAL, country: DataTypes.INTEGER },
  { freezeTableName: true, timestamps: false },
);
Person.belongsTo(Country, { foreignKey: 'country', as: 'home' });
const people = await Person.findAndCountAll({ where: { name: { [Op.iLike]: '%9' }, id: { [Op.between]: [1, 700] } }, include: 'home', order: [['id', 'DESC']], limit: 3, offset: 1 });
show('people', [people.count, people.rows.map((p) => p.toJSON())]);
show('sums', await Person.findAll({ attributes: ['country', [sequelize.fn('sum', sequelize.col('balance')), 'total']], group: ['country'], order: ['country'], raw: true }));
await sequelize.transaction({ isolationLevel: 'REPEATABLE READ', readOnly: true }, async (transaction) => {
  show('in transaction', await Country.count({ transaction }));
});
await sequelize.query('select nothing').catch((e) => show('error', e.original.code));
await sequelize.close();
