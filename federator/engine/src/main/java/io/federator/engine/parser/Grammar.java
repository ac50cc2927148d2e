package io.federator.engine.parser;

/** The parts of the parser, which need one another; all of them read one stream of tokens. */
final class Grammar {
    final TokenStream tokens;
    final TypeParser types;
    final PrimaryParser primaries;
    final ExpressionParser expressions;
    final FunctionParser functions;
    final SpecialCallParser specialCalls;
    final JsonCallParser jsonCalls;
    final JsonQueryParser jsonQueries;
    final WindowParser windows;
    final FromParser from;
    final QueryParser queries;
    final WriteParser writes;
    final SessionParser session;
    final CursorParser cursors;
    final CopyParser copies;
    final StatementParser statements;

    Grammar(String sql) {
        this(sql, ScriptReading.STANDARD);
    }

    Grammar(String sql, ScriptReading reading) {
        this.tokens = new TokenStream(sql, reading);
        this.types = new TypeParser(this);
        this.primaries = new PrimaryParser(this);
        this.expressions = new ExpressionParser(this);
        this.functions = new FunctionParser(this);
        this.specialCalls = new SpecialCallParser(this);
        this.jsonCalls = new JsonCallParser(this);
        this.jsonQueries = new JsonQueryParser(this);
        this.windows = new WindowParser(this);
        this.from = new FromParser(this);
        this.queries = new QueryParser(this);
        this.writes = new WriteParser(this);
        this.session = new SessionParser(this);
        this.cursors = new CursorParser(this);
        this.copies = new CopyParser(this);
        this.statements = new StatementParser(this);
    }
}
