using System;

namespace BackpropGen.Generator.Models;

/// <summary>The runtime's <c>BackpropGen.Derivatives</c>, value by value: the generator cannot refer to that assembly.</summary>
[Flags]
internal enum Derivatives
{
    First = 1,
    JacobianVectorProduct = 2,
    VectorJacobianProduct = 4,
    Hessian = 8,
    HessianVectorProduct = 16,
    SparseJacobian = 32,
    Batched = 64,
    All = First | JacobianVectorProduct | VectorJacobianProduct | Hessian | HessianVectorProduct | SparseJacobian | Batched,
}
