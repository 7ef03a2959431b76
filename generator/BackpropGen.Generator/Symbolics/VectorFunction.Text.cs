using System.Collections.Generic;

namespace BackpropGen.Generator.Symbolics;

internal sealed partial class VectorFunction
{
    /// <summary>C# over <c>float</c> or <c>double</c>, what the results share computed once.</summary>
    /// <param name="names">The arguments as code that may be repeated: simple names, members, elements.</param>
    /// <param name="precision">The type.</param>
    /// <param name="firstLocal">The number of the first local: behind those of other code in the same scope.</param>
    public ScalarCode ToScalarCode(IReadOnlyList<string> names, Precision precision, int firstLocal = 0) =>
        CodePrinter.Print(this, names, precision, CodeForm.Scalar, firstLocal);

    /// <summary>C# over vectors or lanes, what the results share computed once.</summary>
    /// <param name="names">Simple names of the arguments, all vectors.</param>
    /// <param name="precision">The type of the elements.</param>
    /// <param name="form">Vectors or lanes.</param>
    /// <param name="firstLocal">The number of the first local: behind those of other code in the same scope.</param>
    public ScalarCode ToVectorCode(IReadOnlyList<string> names, Precision precision, CodeForm form, int firstLocal = 0) =>
        CodePrinter.Print(this, names, precision, form, firstLocal);
}
