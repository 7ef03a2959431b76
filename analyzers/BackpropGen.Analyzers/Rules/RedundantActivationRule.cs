using System;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Analyzers.Rules;

/// <summary>
/// BPG2002: a function applied to values that it leaves as they are, as in <c>Relu(Sigmoid(x))</c>. Decided by what the two
/// compute, not by their names. An expression in a loop, or in a layer used twice, is reported only if it is without effect
/// every time.
/// </summary>
internal sealed class RedundantActivationRule : ModelRule
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.RedundantActivation,
        "An activation changes nothing",
        "'{0}' has no effect here: it leaves every value that '{1}' can yield as it is; remove it, or remove '{1}' if '{0}' is what was meant",
        Modelling,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A function whose argument lies where the function is the identity computes nothing; often another function was meant.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.RedundantActivation + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        var idempotence = new Idempotence();
        var found = Enumerable.Range(0, model.Graph.Nodes.Length)
            .Select(node => (Outer: node, Inner: Inner(model, idempotence, node)))
            .Where(static pair => pair.Inner >= 0)
            .ToDictionary(static pair => pair.Outer, static pair => pair.Inner);
        foreach (var group in found.GroupBy(pair => model.LocationOf(pair.Key)))
        {
            var pair = group.First();
            var expression = model.ExpressionAt(group.Key);
            if (expression is InvocationExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax
                && model.NodesAt(group.Key).All(node => found.ContainsKey(node) || model.Graph.Nodes[node].Primitive is not Map))
            {
                report(Diagnostic.Create(
                    Rule,
                    group.Key,
                    RemovableCall.Properties(expression, canRemove: true),
                    FunctionText.Of(expression),
                    FunctionText.Of(model.ExpressionAt(model.LocationOf(pair.Value)))));
            }
        }
    }

    /// <summary>The node whose values a map leaves as they are; −1 for none.</summary>
    private static int Inner(ModelAnalysis model, Idempotence idempotence, int node)
    {
        if (model.Graph.Nodes[node] is not { Primitive: Map { Function: var outer }, Operands: { Length: 1 } operands })
        {
            return -1;
        }

        int operand = operands[0];
        while (model.Graph.Nodes[operand].Primitive is Reshape or Transpose or Broadcast or Slice)
        {
            operand = model.Graph.Nodes[operand].Operands[0];
        }

        // What one expression is lowered to is not for its writer to simplify, unless it is one function in a loop.
        return model.Graph.Nodes[operand].Primitive is Map { Function: var inner }
            && (model.LocationOf(operand) != model.LocationOf(node) || inner.Equals(outer))
            && (idempotence.LeavesUnchanged(outer, inner) || idempotence.LeavesUnchanged(outer, Whole(model, operand, inner)))
                ? operand
                : -1;
    }

    /// <summary>The function of a chain of maps: that of <c>1 / (1 + Exp(-x))</c>, of which the last map alone is <c>1 / x</c>.</summary>
    private static ScalarFunction Whole(ModelAnalysis model, int node, ScalarFunction last) =>
        last.Arity == 1 ? model.Activations[node].Function : last;
}
