using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.GradientFlow.Expectations;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>What the partial derivatives of elementwise functions of several arguments depend on; each is found once.</summary>
internal static class MapSlopes
{
    /// <summary>The slope by an argument where it is the same everywhere, as in a sum; null where it depends on the arguments.</summary>
    internal static double? ConstantSlope(ScalarFunction function, int argument) =>
        NormalExpectation.Derivative(function, argument).IsConstant(out double value) ? value : null;

    /// <summary>The other arguments that the slope by one depends on: in <c>x · y</c> by x, that is y.</summary>
    internal static IEnumerable<int> SlopeDependsOn(ScalarFunction function, int argument)
    {
        var used = NormalExpectation.Derivative(function, argument).UsedArguments;
        return Enumerable.Range(0, used.Length).Where(other => other != argument && used[other]);
    }
}
