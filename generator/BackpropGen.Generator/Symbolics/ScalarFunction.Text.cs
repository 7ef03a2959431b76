using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

internal sealed partial class ScalarFunction
{
    /// <summary>The function in mathematical notation: <c>1 − h₂²</c>, <c>σ(x)</c>, <c>x · [x > 0]</c>.
    /// A long part used twice is named and defined at the end: <c>…, t = tanh(softplus(x))</c>.</summary>
    /// <param name="names">The names of the arguments.</param>
    public string ToMathematics(IReadOnlyList<string> names) => MathematicsPrinter.Print(this, names);

    /// <summary>C# over <c>float</c> or <c>double</c>.</summary>
    /// <param name="names">Simple names of the arguments.</param>
    /// <param name="precision">The type.</param>
    public ScalarCode ToScalarCode(IReadOnlyList<string> names, Precision precision) => VectorFunction.Join([this], Arity).ToScalarCode(names, precision);

    /// <summary>C# over lanes.</summary>
    /// <param name="names">Simple names of the arguments, all lanes.</param>
    /// <param name="precision">The type of the elements.</param>
    /// <param name="firstLocal">The number of the first local: behind those of other code in the same scope.</param>
    /// <param name="arrivals">When each argument is known: sums and products take what is known last behind the others.</param>
    public ScalarCode ToLanesCode(IReadOnlyList<string> names, Precision precision, int firstLocal = 0, IReadOnlyList<int>? arrivals = null) =>
        VectorFunction.Join([this], Arity).ToLanesCode(names, precision, firstLocal, arrivals);
}
