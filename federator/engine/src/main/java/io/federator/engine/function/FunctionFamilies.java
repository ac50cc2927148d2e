package io.federator.engine.function;

import java.util.List;

/** All families of functions there are. */
final class FunctionFamilies {
    private FunctionFamilies() {}

    static final List<FunctionFamily> ALL = List.of(
            new ArithmeticFunctions(),
            new NumericFunctions(),
            new FloatFunctions(),
            new TextFunctions(),
            new CollationFunctions(),
            new BinaryFunctions(),
            new MoreBinaryFunctions(),
            new LsnFunctions(),
            new NetworkFunctions(),
            new MoneyFunctions(),
            new IdentifierFunctions(),
            new VariousFunctions(),
            new SpecialFloatFunctions(),
            new ArrayFunctions(),
            new SetFunctions(),
            new IntervalFunctions(),
            new ExtractFunctions(),
            new DateTimeFunctions(),
            new Aggregates(),
            new StatisticAggregates(),
            new OrderedAggregates(),
            new JsonAggregates(),
            new LikeFunctions(),
            new RegexFunctions(),
            new SessionFunctions(),
            new JsonFunctions(),
            new JsonPathFunctions(),
            new SystemFunctions(),
            new PrivilegeFunctions(),
            new TemplateFunctions(),
            new CatalogFunctions(),
            new StatisticsFunctions(),
            new ObjectFunctions(),
            new ViewFunctions());
}
