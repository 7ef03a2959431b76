using System;
using System.Collections.Generic;
using BackpropGen.Generator.GradientFlow.Rules;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>The flow rule of each primitive that has operands, but for <see cref="Map"/>.</summary>
internal static class FlowRules
{
    private static readonly Dictionary<Type, FlowRule> Table = new()
    {
        [typeof(Contract)] = new ContractFlow(),
        [typeof(Reduce)] = new ReduceFlow(),
        [typeof(Broadcast)] = new BroadcastFlow(),
        [typeof(Reshape)] = new ReshapeFlow(),
        [typeof(Transpose)] = new TransposeFlow(),
        [typeof(Slice)] = new SliceFlow(),
        [typeof(Pad)] = new PadFlow(),
        [typeof(Concatenate)] = new ConcatenateFlow(),
        [typeof(Gather)] = new GatherFlow(),
        [typeof(Scatter)] = new ScatterFlow(),
        [typeof(ArgMax)] = new ArgMaxFlow(),
        [typeof(ToReal)] = new ToRealFlow(),
        [typeof(StopGradient)] = new StopGradientFlow(),
    };

    internal static FlowRule Of(Primitive primitive) => Table[primitive.GetType()];

    internal static bool Has(Type primitive) => Table.ContainsKey(primitive);
}
