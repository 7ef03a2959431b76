using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Models;

namespace BackpropGen.Generator.Differentiation;

/// <summary>The names of what is generated beside a method, known before anything is differentiated.</summary>
internal static class DerivativeNames
{
    /// <summary>The names, in the order in which the members are written.</summary>
    /// <param name="method">The method's name.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="isByOneNumber">Whether it is differentiated by one number, not in a span or a structure.</param>
    /// <param name="isScalar">Whether it returns one number and writes nothing.</param>
    /// <param name="isLong">Whether its loops are kept: then it has fewer.</param>
    public static IEnumerable<string> Of(string method, DerivativeRequest request, bool isByOneNumber, bool isScalar, bool isLong)
    {
        var first = isByOneNumber ? Enumerable.Range(1, isLong ? 1 : Math.Max(1, request.Order)).Select(static order => DerivativeMembers.Ordinal(order) + "Derivative")
            : isScalar ? ["Gradient"]
            : (IEnumerable<string>)["Jacobian"];
        return new (Derivatives Kind, bool Applies, IEnumerable<string> Names)[]
        {
            (Derivatives.First, true, first),
            (Derivatives.JacobianVectorProduct, true, ["JacobianVectorProduct"]),
            (Derivatives.VectorJacobianProduct, true, ["VectorJacobianProduct"]),
            (Derivatives.SparseJacobian, !isLong, ["SparseJacobian", "JacobianRows", "JacobianColumns"]),
            (Derivatives.Hessian, isScalar, ["Hessian"]),
            (Derivatives.HessianVectorProduct, isScalar, ["HessianVectorProduct"]),
        }.Where(row => row.Applies && (request.Kinds & row.Kind) != 0).SelectMany(static row => row.Names).Select(name => method + name);
    }
}
