namespace BackpropGen;

/// <summary>What is generated beside a method <c>F</c> marked <see cref="DifferentiableAttribute"/>.</summary>
[Flags]
public enum Derivatives
{
    /// <summary>The first derivative in the form that the method asks for: <c>FDerivative</c> for one number to one number, <c>FGradient</c>
    /// (with the value) for several numbers to one, <c>FJacobian</c> (with the value) for several results.</summary>
    First = 1,

    /// <summary><c>FJacobianVectorProduct</c>: the value and its derivative along a direction (forward mode).</summary>
    JacobianVectorProduct = 2,

    /// <summary><c>FVectorJacobianProduct</c>: the derivative by each input of the results weighted by cotangents (reverse mode).</summary>
    VectorJacobianProduct = 4,

    /// <summary><c>FHessian</c>: value, gradient and second derivatives of a method with one result.</summary>
    Hessian = 8,

    /// <summary><c>FHessianVectorProduct</c>: the derivative of the gradient along a direction, for a method with one result.</summary>
    HessianVectorProduct = 16,

    /// <summary><c>FSparseJacobian</c>: the elements of the Jacobian that are not zero everywhere, with <c>FJacobianRows</c> and
    /// <c>FJacobianColumns</c> for where they are.</summary>
    SparseJacobian = 32,

    /// <summary>Beside each of the others, and beside the method itself, the same over spans of many points, several at once.</summary>
    Batched = 64,

    /// <summary>All of these.</summary>
    All = First | JacobianVectorProduct | VectorJacobianProduct | Hessian | HessianVectorProduct | SparseJacobian | Batched,
}
