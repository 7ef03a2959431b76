using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>The partial derivatives of elementwise functions of several arguments, each found once.</summary>
internal sealed class MapSlopes
{
    private readonly Dictionary<(ScalarFunction Function, int Argument), ScalarFunction> _known = [];

    /// <summary>The slope by an argument where it is the same everywhere, as in a sum; null where it depends on the arguments.</summary>
    internal double? ConstantSlope(ScalarFunction function, int argument) =>
        Slope(function, argument).IsConstant(out double value) ? value : null;

    /// <summary>The other arguments that the slope by one depends on: in <c>x · y</c> by x, that is y.</summary>
    internal IEnumerable<int> SlopeDependsOn(ScalarFunction function, int argument)
    {
        var used = Slope(function, argument).UsedArguments;
        return Enumerable.Range(0, used.Length).Where(other => other != argument && used[other]);
    }

    private ScalarFunction Slope(ScalarFunction function, int argument)
    {
        if (!_known.TryGetValue((function, argument), out var slope))
        {
            slope = function.Derivative(argument);
            _known.Add((function, argument), slope);
        }

        return slope;
    }
}
