using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Switch statements and switch expressions: the first arm that fits is taken.</summary>
internal sealed partial class ScalarReader
{
    private object Switch(ISwitchExpressionOperation choice)
    {
        object value = Usable(Evaluate(choice.Value), choice.Value);
        return Arm(0);

        object Arm(int index)
        {
            if (index == choice.Arms.Length)
            {
                // C# throws here, if only for a NaN that no arm takes.
                return Throw(choice);
            }

            var arm = choice.Arms[index];
            return Choose(
                Fits(arm.Pattern, arm.Guard, value),
                () => Evaluate(arm.Value), () => Arm(index + 1));
        }
    }

    /// <summary>Whether a pattern takes a value and its guard agrees.</summary>
    private object Fits(IPatternOperation pattern, IOperation? guard, object value)
    {
        object condition = Matches(pattern, value).Value;
        return guard is null ? condition : Choose(condition, () => Evaluate(guard), static () => false);
    }

    private ScalarFlow Switch(ISwitchOperation choice)
    {
        object value = Usable(Evaluate(choice.Value), choice.Value);
        var byDefault = choice.Cases.FirstOrDefault(static one => one.Clauses.Any(static clause => clause.CaseKind == CaseKind.Default));
        return Behind(Case(0));

        ScalarFlow Case(int index)
        {
            if (index == choice.Cases.Length)
            {
                return byDefault is null ? ScalarFlow.Next : Run(byDefault.Body);
            }

            var one = choice.Cases[index];
            object condition = one.Clauses.Aggregate((object)false, (before, clause) => Choose(before, static () => true, () => Takes(clause, value)));
            return Fork(condition, () => Run(one.Body), () => Case(index + 1), one);
        }
    }

    private object Takes(ICaseClauseOperation clause, object value) => clause switch
    {
        ISingleValueCaseClauseOperation single => Arithmetic(clause, BinaryOperatorKind.Equals, value, Evaluate(single.Value), false),
        IPatternCaseClauseOperation pattern => Fits(pattern.Pattern, pattern.Guard, value),
        IDefaultCaseClauseOperation => false,
        _ => throw Unsupported(clause),
    };

    private ScalarCondition Matches(IPatternOperation pattern, object value)
    {
        Step(pattern);
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return ScalarCondition.True;
            case IConstantPatternOperation constant when value is MemoryValue && IsNull(constant.Value):
                return ScalarCondition.False;
            case IConstantPatternOperation constant:
                return Truth(Arithmetic(pattern, BinaryOperatorKind.Equals, value, Evaluate(constant.Value), false), pattern);
            case IRelationalPatternOperation relational:
                return Truth(Arithmetic(pattern, relational.OperatorKind, value, Evaluate(relational.Value), false), pattern);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                return Truth(Choose(Matches(both.LeftPattern, value).Value, () => Matches(both.RightPattern, value).Value, static () => false), pattern);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either:
                return Truth(Choose(Matches(either.LeftPattern, value).Value, static () => true, () => Matches(either.RightPattern, value).Value), pattern);
            case INegatedPatternOperation negated:
                return ScalarCondition.Not(Matches(negated.Pattern, value));
            case IDeclarationPatternOperation declaration:
                Take(declaration.DeclaredSymbol, value);
                return ScalarCondition.True;
            case ITypePatternOperation:
                return ScalarCondition.True;
            case IRecursivePatternOperation recursive:
                return MatchesParts(recursive, Usable(value, pattern));
            case IListPatternOperation list when value is MemoryValue memory:
                return MatchesElements(list, memory);
            default:
                throw Unsupported(pattern);
        }
    }

    private void Take(ISymbol? variable, object value)
    {
        if (variable is not null)
        {
            Declare(variable).Write(_journal, value);
        }
    }

    private ScalarCondition MatchesParts(IRecursivePatternOperation pattern, object value)
    {
        Take(pattern.DeclaredSymbol, value);
        var tests = new List<(IPatternOperation Pattern, Func<object> Value)>();
        if (!pattern.DeconstructionSubpatterns.IsEmpty)
        {
            object[] parts = Parts(value, pattern.DeconstructionSubpatterns.Length, pattern);
            tests.AddRange(pattern.DeconstructionSubpatterns.Select((one, i) => (one, (Func<object>)(() => parts[i]))));
        }

        foreach (var property in pattern.PropertySubpatterns)
        {
            tests.Add((property.Pattern, () =>
            {
                var outer = _implicit;
                _implicit = NewPlace(value);
                object part = Evaluate(property.Member);
                _implicit = outer;
                return part;
            }));
        }

        return All(tests, pattern);
    }

    private ScalarCondition MatchesElements(IListPatternOperation pattern, MemoryValue memory)
    {
        int slice = pattern.Patterns.TakeWhile(static one => one is not ISlicePatternOperation).Count();
        bool hasSlice = slice < pattern.Patterns.Length;
        int least = pattern.Patterns.Length - (hasSlice ? 1 : 0);
        if (hasSlice ? memory.Length < least : memory.Length != least)
        {
            return ScalarCondition.False;
        }

        Take(pattern.DeclaredSymbol, memory);
        var tests = new List<(IPatternOperation Pattern, Func<object> Value)>();
        for (int i = 0; i < pattern.Patterns.Length; i++)
        {
            int offset = i < slice || !hasSlice ? i : i - pattern.Patterns.Length + memory.Length;
            tests.Add(pattern.Patterns[i] is ISlicePatternOperation part
                ? (part.Pattern!, () => memory.Slice(slice, memory.Length - least))
                : (pattern.Patterns[i], () => memory[offset].Value));
        }

        return All(tests.Where(static test => test.Pattern is not null), pattern);
    }

    private ScalarCondition All(IEnumerable<(IPatternOperation Pattern, Func<object> Value)> tests, IOperation site) => Truth(tests.Aggregate(
        (object)true, (before, test) => Choose(before, () => Matches(test.Pattern, test.Value()).Value, static () => false)), site);
}
