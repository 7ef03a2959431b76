using System;
using System.Collections.Generic;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Differentiation;

/// <summary>The gradient rule of each primitive that has operands.</summary>
internal static class GradientRules
{
    private static readonly Dictionary<Type, GradientRule> Table = new()
    {
        [typeof(Map)] = MapGradient.Rule,
        [typeof(Contract)] = ContractGradient.Rule,
        [typeof(Reduce)] = ReduceGradient.Rule,
        [typeof(Broadcast)] = BroadcastGradient.Rule,
        [typeof(Reshape)] = RearrangeGradient.Reshape,
        [typeof(Transpose)] = RearrangeGradient.Transpose,
        [typeof(Slice)] = RearrangeGradient.Slice,
        [typeof(Pad)] = RearrangeGradient.Pad,
        [typeof(Concatenate)] = RearrangeGradient.Concatenate,
        [typeof(Gather)] = IndexingGradient.Gather,
        [typeof(Scatter)] = IndexingGradient.Scatter,
        [typeof(ArgMax)] = None,
        [typeof(ToReal)] = None,
        [typeof(StopGradient)] = None,
    };

    public static GradientRule Of(Primitive primitive) => Table[primitive.GetType()];

    public static bool Has(Type primitive) => Table.ContainsKey(primitive);

    private static int None(GraphBuilder graph, int node, int operand, int cotangent) => -1;
}
