using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Switches and patterns over concrete values.</summary>
internal sealed partial class Evaluator
{
    private object? EvaluateSwitch(ISwitchExpressionOperation operation, Scope scope)
    {
        object? value = Evaluate(operation.Value, scope);
        if (IsPoison(value))
        {
            return Poison;
        }

        foreach (var arm in operation.Arms)
        {
            var inner = scope.Nest();
            if (Matches(arm.Pattern, value, inner) is not { } matches)
            {
                return Poison;
            }

            if (matches && (arm.Guard is null || Condition(arm.Guard, inner) == true))
            {
                return Evaluate(arm.Value, inner);
            }
        }

        return Report(ProblemKinds.EvaluationFailed, operation, TextOf(operation), $"no case fits {Format(value)}");
    }

    private Completion ExecuteSwitch(ISwitchOperation operation, Scope scope)
    {
        object? value = Evaluate(operation.Value, scope);
        if (IsPoison(value))
        {
            return Stop(scope);
        }

        var inner = scope.Nest();
        if (!TryChoose(operation, value, inner, out var chosen))
        {
            return Stop(scope);
        }

        var completion = chosen is null ? Completion.Normal : ExecuteBlock(chosen.Body, inner);
        return completion == Completion.Break ? Completion.Normal : completion;
    }

    /// <summary>Finds the section whose case comes first of those that fit, else the default's, else none; false where
    /// that cannot be told.</summary>
    private bool TryChoose(ISwitchOperation operation, object? value, Scope scope, out ISwitchCaseOperation? chosen)
    {
        chosen = operation.Cases.FirstOrDefault(static section => section.Clauses.Any(static clause => clause is IDefaultCaseClauseOperation));
        foreach (var section in operation.Cases)
        {
            foreach (var clause in section.Clauses.Where(static clause => clause is not IDefaultCaseClauseOperation))
            {
                bool? matches = Matches(clause, value, scope);
                if (matches is not false)
                {
                    chosen = section;
                    return matches is true;
                }
            }
        }

        return true;
    }

    private bool? Matches(ICaseClauseOperation clause, object? value, Scope scope)
    {
        switch (clause)
        {
            case ISingleValueCaseClauseOperation single:
                return AreEqual(Evaluate(single.Value, scope), value);
            case IPatternCaseClauseOperation pattern:
                return Matches(pattern.Pattern, value, scope) is not { } matches ? null
                    : matches && pattern.Guard is { } guard ? Condition(guard, scope)
                    : matches;
            default:
                Unsupported(clause, "This case");
                return null;
        }
    }

    private object? EvaluateIsPattern(IIsPatternOperation operation, Scope scope)
    {
        object? value = Evaluate(operation.Value, scope);
        return !IsPoison(value) && Matches(operation.Pattern, value, scope) is { } matches ? matches : Poison;
    }

    private bool? Matches(IPatternOperation pattern, object? value, Scope scope)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return true;
            case IConstantPatternOperation constant:
                return AreEqual(Evaluate(constant.Value, scope), value);
            case IRelationalPatternOperation relational:
                return Numbers.Binary(relational.OperatorKind, value, Evaluate(relational.Value, scope), false) as bool? ?? false;
            case INegatedPatternOperation negated:
                return !Matches(negated.Pattern, value, scope);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either:
                return Matches(either.LeftPattern, value, scope) is not { } left ? null : left || Matches(either.RightPattern, value, scope) == true;
            case IBinaryPatternOperation both:
                return Matches(both.LeftPattern, value, scope) is not { } first ? null : first && Matches(both.RightPattern, value, scope) == true;
            case IDeclarationPatternOperation declaration:
                bool fits = declaration.MatchesNull || (value is not null && declaration.MatchedType is { } matched && HasType(value, matched));
                if (fits && declaration.DeclaredSymbol is { } symbol)
                {
                    scope.Declare(symbol, value);
                }

                return fits;
            case ITypePatternOperation type:
                return value is not null && HasType(value, type.MatchedType);
            case IRecursivePatternOperation recursive:
                return MatchesRecursively(recursive, value, scope);
            default:
                Unsupported(pattern, "This pattern");
                return null;
        }
    }

    private bool? MatchesRecursively(IRecursivePatternOperation pattern, object? value, Scope scope)
    {
        if (value is null)
        {
            return false;
        }

        if (pattern.DeconstructionSubpatterns.Length > 0 && value is not TupleValue)
        {
            Unsupported(pattern, "This pattern");
            return null;
        }

        for (int i = 0; i < pattern.DeconstructionSubpatterns.Length; i++)
        {
            bool? matches = Matches(pattern.DeconstructionSubpatterns[i], ((TupleValue)value).Items[i], scope);
            if (matches is not true)
            {
                return matches;
            }
        }

        foreach (var property in pattern.PropertySubpatterns)
        {
            object? member = (property.Member, value) switch
            {
                (IPropertyReferenceOperation { Property.Name: "Length" or "Count" }, object?[] items) => items.Length,
                (IPropertyReferenceOperation { Property.Name: "Length" }, string text) => text.Length,
                (IPropertyReferenceOperation { Property.Name: "Count" }, System.Collections.Generic.List<object?> list) => list.Count,
                (IFieldReferenceOperation { Field: var field }, TupleValue tuple) => tuple.Items[TupleIndex(field)],
                _ => Unsupported(property, "This pattern"),
            };
            bool? matches = IsPoison(member) ? null : Matches(property.Pattern, member, scope);
            if (matches is not true)
            {
                return matches;
            }
        }

        if (pattern.DeclaredSymbol is { } symbol)
        {
            scope.Declare(symbol, value);
        }

        return true;
    }

    private static bool AreEqual(object? left, object? right) =>
        left is null || right is null ? left is null && right is null
        : Numbers.Binary(BinaryOperatorKind.Equals, left, right, false) as bool? ?? Equals(left, right);

    /// <summary>Whether a value is of a type, as far as values keep theirs.</summary>
    private bool HasType(object? value, ITypeSymbol type) => value switch
    {
        null => false,
        TensorValue tensor when KnownTypes.Is(type, "Parameter") => context.Graph[tensor.Node].Primitive is Parameter,
        TensorValue tensor when KnownTypes.Is(type, "State") => context.Graph[tensor.Node].Primitive is State,
        TensorValue => KnownTypes.IsSymbolic(type),
        int => type.SpecialType == SpecialType.System_Int32,
        long => type.SpecialType == SpecialType.System_Int64,
        float => type.SpecialType == SpecialType.System_Single,
        double => type.SpecialType == SpecialType.System_Double,
        bool => type.SpecialType == SpecialType.System_Boolean,
        string => type.SpecialType == SpecialType.System_String,
        _ => type.SpecialType == SpecialType.None,
    };
}
