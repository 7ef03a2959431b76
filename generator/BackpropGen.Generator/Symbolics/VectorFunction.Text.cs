using System.Collections.Generic;
using BackpropGen.Generator.Symbolics.Parts;

namespace BackpropGen.Generator.Symbolics;

internal sealed partial class VectorFunction
{
    /// <summary>C# over <c>float</c> or <c>double</c>, what the results share computed once.</summary>
    /// <param name="names">The arguments as code that may be repeated: simple names, members, elements.</param>
    /// <param name="precision">The type.</param>
    /// <param name="firstLocal">The number of the first local: behind those of other code in the same scope.</param>
    public ScalarCode ToScalarCode(IReadOnlyList<string> names, Precision precision, int firstLocal = 0) =>
        CodePrinter.Print(this, names, precision, CodeForm.Scalar, firstLocal);

    /// <summary>C# over lanes, what the results share computed once.</summary>
    /// <param name="names">The arguments as code that may be repeated: simple names, elements.</param>
    /// <param name="precision">The type of the elements.</param>
    /// <param name="firstLocal">The number of the first local: behind those of other code in the same scope.</param>
    /// <param name="arrivals">When each argument is known: sums and products take what is known last behind the others.</param>
    public ScalarCode ToLanesCode(IReadOnlyList<string> names, Precision precision, int firstLocal = 0, IReadOnlyList<int>? arrivals = null) =>
        CodePrinter.Print(this, names, precision, CodeForm.Lanes, firstLocal, arrivals);

    /// <summary>C# over lanes in parts, each short enough to be a method of its own.</summary>
    /// <param name="mostCost">About how much a part costs at most.</param>
    public IReadOnlyList<FunctionPart> ToParts(int mostCost) =>
        FunctionParts.Of(From(CommonFactors.Extract(this).AsWritten(), Arity), mostCost);
}
