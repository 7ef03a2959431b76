using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

internal sealed partial class ScalarFunction
{
    /// <summary>The partial derivative by one argument, a function of the same arguments.</summary>
    public ScalarFunction Derivative(int argument) => Create(Arity, (pool, x) => ForwardMode.Partial(Apply(pool, x), argument));

    /// <summary>The partial derivatives by every argument.</summary>
    public ImmutableArray<ScalarFunction> Gradient() => [.. Enumerable.Range(0, Arity).Select(Derivative)];

    /// <summary>The partial derivative by one argument as a function of the arguments and, last, of the value of the function itself:
    /// wherever that value occurs it is taken from there, so that of tanh gives 1 − y².</summary>
    /// <remarks>The value is used where the derivative holds it as a term, as part of a product, or as the multiple of one.</remarks>
    public ScalarFunction DerivativeUsingOutput(int argument) => Create(Arity + 1, (pool, x) =>
    {
        var root = Apply(pool, x);
        var derivative = ForwardMode.Partial(root, argument);
        return root.Opcode is Opcode.Argument or Opcode.Number ? derivative : OutputSubstitution.Substitute(derivative, root, x[Arity]);
    });
}
