using System.Collections.Generic;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Symbolics.Parts;

namespace BackpropGen.Generator.Planning;

/// <summary>The methods that a function at many points is cut into: the just-in-time compiler inlines operators of registers into a method until it has
/// 512 locals, and calls them beyond that.</summary>
internal static class BatchParts
{
    /// <summary>About how much one method computes, in additions.</summary>
    private const int MostCost = 120;

    /// <summary>The parts, in the order in which they are computed.</summary>
    public static IReadOnlyList<FunctionPart> Of(VectorFunction function) => function.ToParts(MostCost);
}
