using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using BackpropGen.Generator.Symbolics.Quotients;

namespace BackpropGen.Generator.Symbolics;

internal sealed partial class ExpressionPool
{
    /// <summary>The weighted sum c₀ + Σ cᵢ tᵢ: sums in it are opened, like terms collected, constants folded.</summary>
    /// <param name="constant">c₀.</param>
    /// <param name="terms">The weights and what they weigh.</param>
    public Expression Linear(double constant, IReadOnlyList<(double Weight, Expression Term)> terms)
    {
        if (constant == 0 && terms.Count == 1 && terms[0].Weight == 1)
        {
            return terms[0].Term;
        }

        var sum = new WeightedSum { Constant = constant };
        foreach (var (weight, term) in terms)
        {
            sum.Add(weight, term);
        }

        RewriteDifferencesToOne(sum);
        MergeGates(sum);
        return Build(sum);
    }

    private Expression Build(WeightedSum sum)
    {
        var terms = new List<Expression>();
        foreach (var pair in sum.Weights)
        {
            if (pair.Value != 0)
            {
                terms.Add(pair.Key);
            }
        }

        if (terms.Count == 0)
        {
            return Number(sum.Constant);
        }

        if (terms.Count == 1 && sum.Constant == 0 && sum.Weights[terms[0]] == 1)
        {
            return terms[0];
        }

        terms.SortRest(ExpressionOrder.Instance);
        var numbers = ImmutableArray.CreateBuilder<double>(terms.Count + 1);
        numbers.Add(sum.Constant == 0 ? 0 : sum.Constant);
        foreach (var term in terms)
        {
            numbers.Add(sum.Weights[term]);
        }

        return Intern(Opcode.Linear, [.. terms], numbers.MoveToImmutable());
    }

    /// <summary>c exp(u) − c is c expm1(u), which keeps its digits near 0; c expm1(u) + c is c exp(u). Cosines and roots likewise.</summary>
    private void RewriteDifferencesToOne(WeightedSum sum)
    {
        if (sum.Constant == 0)
        {
            return;
        }

        foreach (var pair in sum.Weights)
        {
            var (term, weight) = (pair.Key, pair.Value);
            if (weight == 0)
            {
                continue;
            }

            if (DifferenceToOne(term, weight / sum.Constant) is { } replacement)
            {
                sum.Constant = 0;
                sum.Weights.Remove(term);
                sum.Add(weight, replacement);
                return;
            }
        }
    }

    /// <summary>What f(u) + 1 / sign is as one function with the weight of f(u), if it is one.</summary>
    private Expression? DifferenceToOne(Expression term, double sign)
    {
        if (term.Opcode != Opcode.Call || Math.Abs(sign) != 1)
        {
            return null;
        }

        var function = term.Function!;
        var u = function is AssistedFunction assisted ? assisted.ArgumentOf(term.Operands) : term.Operands[0];
        return sign < 0
            ? function == FunctionTable.Exp ? Call(FunctionTable.Expm1, u)
                : function == FunctionTable.Cos || function == QuotientTable.CosineOfRoot ? -Call(QuotientTable.Versine, u)
                : function == FunctionTable.Cosh || function == QuotientTable.CoshOfRoot ? Call(QuotientTable.Coshm1, u)
                : function == QuotientTable.Versine ? -Call(FunctionTable.Cos, u)
                : function == FunctionTable.Sqrt && u.Opcode == Opcode.Linear && u.Numbers[0] == 1 ? Call(QuotientTable.Sqrt1pm1, u - 1)
                : null
            : function == FunctionTable.Expm1 ? Call(FunctionTable.Exp, u)
                : function == QuotientTable.Coshm1 ? Call(FunctionTable.Cosh, u)
                : function == QuotientTable.Sqrt1pm1 ? Call(FunctionTable.Sqrt, 1 + u)
                : null;
    }

    /// <summary>A sum being collected.</summary>
    private sealed class WeightedSum
    {
        public double Constant { get; set; }

        public Dictionary<Expression, double> Weights { get; } = [];

        public void Add(double weight, Expression term)
        {
            if (weight == 0)
            {
                return;
            }

            if (term.IsNumber(out var number))
            {
                Constant += Fold(weight, number);
            }
            else if (CanOpen(weight, term))
            {
                Constant += Fold(weight, term.Numbers[0]);
                for (var i = 0; i < term.Operands.Length; i++)
                {
                    Collect(Fold(weight, term.Numbers[i + 1]), term.Operands[i]);
                }
            }
            else
            {
                Collect(weight, term);
            }
        }

        private void Collect(double weight, Expression term)
        {
            Weights.TryGetValue(term, out var present);
            Weights[term] = present + weight;
        }

        // c (a + b) stays as it is, except for c = ±1; c₁ (c₂ a) is (c₁ c₂) a unless that leaves the range of numbers.
        private static bool CanOpen(double weight, Expression term)
        {
            if (term.Opcode != Opcode.Linear || term.Operands.Length > FlatteningLimit)
            {
                return false;
            }

            return Math.Abs(weight) == 1 || (IsScaled(term) && Keeps(weight, term.Numbers[1]));
        }
    }

    /// <summary>Whether the node is a number times one other node.</summary>
    private static bool IsScaled(Expression node) => node.Opcode == Opcode.Linear && node.Operands.Length == 1 && node.Numbers[0] == 0;

    /// <summary>The product of two constants. One that two roundings away is a multiple of 1/1024 is that: (1/√2)² is ½.</summary>
    private static double Fold(double left, double right) =>
        Math.Abs(left) == 1 || Math.Abs(right) == 1 ? left * right : Snap(left * right);

    private static double RaiseConstant(double value, double exponent) =>
        exponent == 1 ? value : exponent == -1 ? 1 / value : Snap(Math.Pow(value, exponent));

    private static double Snap(double value)
    {
        const double twoRoundings = 4.5e-16;
        var near = Math.Round(value * 1024) / 1024;
        return Math.Abs(value - near) <= twoRoundings * Math.Abs(value) ? near : value;
    }

    /// <summary>Whether the product of two constants neither overflows nor loses digits to underflow.</summary>
    private static bool Keeps(double left, double right)
    {
        const double smallestNormal = 2.2250738585072014e-308;
        var product = Math.Abs(left * right);
        return product >= smallestNormal && product <= double.MaxValue;
    }
}
