using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Generator.Reading;

/// <summary>What <c>[Differentiable]</c> asks for, and whether the method has it.</summary>
internal sealed class DerivativeRequests
{
    private readonly IMethodSymbol _method;
    private readonly ScalarSignature _signature;
    private readonly bool _isLong;
    private readonly DerivativeRequest _request;
    private readonly Action<ProblemKind, Location, object[]> _report;
    private readonly CancellationToken _cancellation;

    private DerivativeRequests(
        ScalarSignature signature, bool isLong, DerivativeRequest request, Action<ProblemKind, Location, object[]> report, CancellationToken cancellation)
    {
        (_method, _signature, _isLong, _request, _report, _cancellation) = (signature.Method, signature, isLong, request, report, cancellation);
    }

    /// <summary>The request of a method.</summary>
    public static DerivativeRequest Read(IMethodSymbol method)
    {
        var attribute = AttributeOf(method);
        var kinds = attribute?.ConstructorArguments.FirstOrDefault().Value is int value ? (Derivatives)value : Derivatives.First;
        int order = attribute?.NamedArguments.FirstOrDefault(static argument => argument.Key == "Order").Value.Value as int? ?? 1;
        var by = attribute?.NamedArguments.FirstOrDefault(static argument => argument.Key == "By").Value;
        return new DerivativeRequest(
            kinds, order, by is { IsNull: false, Kind: TypedConstantKind.Array } ? by.Value.Values.Select(static name => name.Value as string ?? "").ToEquatableArray() : []);
    }

    /// <summary>Reports, at the attribute, what the method cannot have.</summary>
    /// <param name="signature">The method.</param>
    /// <param name="isLong">Whether it is too long to be one expression, so that its loops are kept.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="report">Receives each problem.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static void Check(
        ScalarSignature signature, bool isLong, DerivativeRequest request, Action<ProblemKind, Location, object[]> report, CancellationToken cancellation) =>
        new DerivativeRequests(signature, isLong, request, report, cancellation).Check();

    private bool IsScalar => _signature.Returned is ScalarLayout.Real && _signature.Parameters.All(static parameter => parameter.Model.Direction == ParameterDirection.Input);

    private int Results => (_signature.Returned?.Count ?? 0)
        + _signature.Parameters.Where(static parameter => parameter.Model.Direction != ParameterDirection.Input).Sum(static parameter => parameter.Model.Layout.Count);

    private void Check()
    {
        CheckKinds();
        if (CheckBy())
        {
            var chosen = _signature.Parameters.Select(static parameter => parameter.Model)
                .Where(parameter => parameter.Direction == ParameterDirection.Input && (_request.By.IsEmpty || _request.By.Contains(parameter.Name))).ToList();
            bool isByOneNumber = chosen.Count == 1 && chosen[0].Layout is ScalarLayout.Real;
            CheckOrder(isByOneNumber, chosen.Sum(static parameter => parameter.Layout.Count));
            CheckNames(isByOneNumber);
        }
    }

    private void CheckKinds()
    {
        if (_request.Kinds == 0 || (_request.Kinds & ~Derivatives.All) != 0)
        {
            Refuse(null, "it asks for no derivative: name at least one of Derivatives");
        }

        // All of them means: all that there are of such a method.
        if (_request.Kinds == Derivatives.All)
        {
            return;
        }

        foreach (var kind in new[] { Derivatives.SparseJacobian, Derivatives.Batched }.Where(kind => _isLong && (_request.Kinds & kind) != 0))
        {
            Refuse(null, $"Derivatives.{kind} is of a method that is one expression, but this one is so long that its loops are kept: make methods of its parts");
        }

        foreach (var kind in new[] { Derivatives.Hessian, Derivatives.HessianVectorProduct }.Where(kind => !IsScalar && (_request.Kinds & kind) != 0))
        {
            Refuse(null, $"Derivatives.{kind} is of a method that returns one number and writes nothing, but this one has {Count(Results, "result")}: make a method of the one that you want");
        }
    }

    private bool CheckBy()
    {
        bool isRight = true;
        foreach (string name in _request.By)
        {
            var parameter = _signature.Parameters.FirstOrDefault(parameter => parameter.Model.Name == name).Model;
            if (parameter is { Direction: ParameterDirection.Input })
            {
                continue;
            }

            isRight = false;
            Refuse("By", parameter is null ? $"By names '{name}', but it has no parameter of that name" : $"By names '{name}', which is a result: a derivative is by inputs");
        }

        return isRight;
    }

    private void CheckOrder(bool isByOneNumber, int count)
    {
        string order = _request.Order.ToString(CultureInfo.InvariantCulture);
        if (_request.Order < 1)
        {
            Refuse("Order", $"Order is at least 1, not {order}");
        }
        else if (_request.Order > 1 && !isByOneNumber)
        {
            Refuse("Order", $"Order = {order} is for a derivative by one number, but this is by {Count(count, "number")}: name one parameter in By{(IsScalar ? ", or ask for Derivatives.Hessian" : "")}");
        }
        else if (_request.Order > 1 && _isLong)
        {
            Refuse("Order", $"Order = {order} is of a method that is one expression, but this one is so long that its loops are kept: make methods of its parts");
        }
        else if (_request.Order > 1 && (_request.Kinds & Derivatives.First) == 0)
        {
            Refuse("Order", $"Order = {order} is for Derivatives.First, which is not asked for");
        }
    }

    private void CheckNames(bool isByOneNumber)
    {
        foreach (string name in DerivativeNames.Of(_method.Name, _request, isByOneNumber, IsScalar, _isLong))
        {
            if (_method.ContainingType.GetMembers(name).Any(IsInTheWay))
            {
                Refuse(null, $"'{name}' would be generated, but '{_method.ContainingType.Name}' has a member of that name already: rename it");
            }
        }
    }

    /// <summary>Whether a member is the user's own, and not this method's derivative that the user gives.</summary>
    private bool IsInTheWay(ISymbol member) => member.DeclaringSyntaxReferences.Any(reference => !IsGenerated(reference.SyntaxTree))
        && !(member is IMethodSymbol rule && DerivativeSignature.AttributeOf(rule) is { } attribute && DerivativeSignature.NameOf(attribute) == _method.Name);

    // Analyzers see what was generated, too.
    private bool IsGenerated(SyntaxTree tree) => tree.GetRoot(_cancellation).GetLeadingTrivia() is { Count: > 0 } trivia
        && trivia[0].IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia[0].ToString().StartsWith("// <auto-generated", StringComparison.Ordinal);

    private static string Count(int count, string what) => count.ToString(CultureInfo.InvariantCulture) + " " + what + (count == 1 ? "" : "s");

    private static AttributeData? AttributeOf(IMethodSymbol method) =>
        method.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.ToDisplayString() == DifferentiableReader.AttributeName);

    /// <summary>Reports at an argument of the attribute: a named one, or the first.</summary>
    private void Refuse(string? argument, string why)
    {
        var syntax = AttributeOf(_method)?.ApplicationSyntaxReference?.GetSyntax(_cancellation) as AttributeSyntax;
        var place = syntax?.ArgumentList?.Arguments.FirstOrDefault(one => one.NameEquals?.Name.Identifier.ValueText == argument);
        _report(ProblemKinds.InvalidSignature, (place ?? (SyntaxNode?)syntax)?.GetLocation() ?? _method.Locations[0], [_method.Name, why]);
    }
}
