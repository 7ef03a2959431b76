using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <remarks>
/// Sums of exponentials without overflow: m is taken out of every exponent, the largest of them. The result does not depend on m,
/// so neither do its derivatives: m is a row of the table whose derivative is 0, and the derivative of ln Σ exp(uᵢ) is
/// exp(uᵢ − m) / Σ exp(uⱼ − m), of the exponentials that the value has computed already.
/// Source: Blanchard, Higham and Higham, Accurately computing the log-sum-exp and softmax functions, IMA J. Numer. Anal. 41, 2021.
/// </remarks>
internal sealed partial class ExpressionPool
{
    /// <summary>ln(more + x) = m + ln Σ wᵢ exp(uᵢ − m) for a sum x of at least two exponentials, a positive constant being one of them.</summary>
    private Expression? LogOfExponentials(Expression x, double more)
    {
        if (ExponentialsOf(x, more) is not { } terms)
        {
            return null;
        }

        // What all exponents share is taken out first: so a maximum that the method itself takes out is gone.
        var common = CommonTerms(terms.Select(static term => term.Exponent));
        var open = terms.Select(term => (term.Weight, term.Exponent - common)).ToList();
        var shift = open.Skip(1).Aggregate(open[0].Item2, (largest, term) => Call(FunctionTable.Shift, largest, term.Item2));
        return common + shift + Intern(Opcode.Call, [ShiftedSum(open, shift)], function: FunctionTable.Log);
    }

    /// <summary>exp(u) / (Σ wᵢ exp(uᵢ)) is exp(u − m) / Σ wᵢ exp(uᵢ − m) where u is one of the uᵢ.</summary>
    private void RewriteSoftmax(PowerProduct product)
    {
        foreach (var pair in product.Powers)
        {
            if (pair.Value.Denominator != 1 || ExponentialsOf(pair.Key, 0) is not { } terms)
            {
                continue;
            }

            var above = product.Powers.FirstOrDefault(power => power.Value.Numerator >= 1 && power.Key.IsCall(FunctionTable.Exp) && terms.Any(term => ReferenceEquals(term.Exponent, power.Key.Operands[0])));
            if (above.Key is null)
            {
                continue;
            }

            var shift = terms.Skip(1).Aggregate(terms[0].Exponent, (largest, term) => Call(FunctionTable.Shift, largest, term.Exponent));
            product.Powers[pair.Key] = (pair.Value.Numerator, 0);
            product.Powers[above.Key] = (above.Value.Numerator - 1, above.Value.Denominator);
            product.Multiply(Call(FunctionTable.Exp, above.Key.Operands[0] - shift), 1);
            product.Multiply(ShiftedSum(terms, shift), -1);
            return;
        }
    }

    private Expression ShiftedSum(List<(double Weight, Expression Exponent)> terms, Expression shift) =>
        Linear(0, [.. terms.Select(term => (term.Weight, Call(FunctionTable.Exp, term.Exponent - shift)))]);

    /// <summary>Weights and exponents of a sum of positive multiples of exponentials that has no shift yet; null for another.</summary>
    private List<(double Weight, Expression Exponent)>? ExponentialsOf(Expression sum, double more)
    {
        var constant = more + (sum.Opcode == Opcode.Linear ? sum.Numbers[0] : 0);
        if (sum.Opcode != Opcode.Linear || constant < 0 || sum.Operands.Length + (constant > 0 ? 1 : 0) < 2)
        {
            return null;
        }

        var terms = new List<(double, Expression)>();
        for (var i = 0; i < sum.Operands.Length; i++)
        {
            var term = sum.Operands[i];
            if (!term.IsCall(FunctionTable.Exp) || !(sum.Numbers[i + 1] > 0) || HasShift(term.Operands[0]))
            {
                return null;
            }

            terms.Add((sum.Numbers[i + 1], term.Operands[0]));
        }

        if (constant > 0)
        {
            terms.Add((1, Number(Math.Log(constant))));
        }

        return terms;
    }

    private static bool HasShift(Expression exponent) =>
        exponent.IsCall(FunctionTable.Shift) || (exponent.Opcode == Opcode.Linear && exponent.Operands.Any(static term => term.IsCall(FunctionTable.Shift)));

    /// <summary>The terms, with their weights, that every one of some sums holds.</summary>
    private Expression CommonTerms(IEnumerable<Expression> sums)
    {
        Dictionary<Expression, double>? common = null;
        foreach (var sum in sums)
        {
            var terms = new Dictionary<Expression, double>();
            for (var i = 0; i < sum.Operands.Length && sum.Opcode == Opcode.Linear; i++)
            {
                terms.Add(sum.Operands[i], sum.Numbers[i + 1]);
            }

            common = common is null ? terms : common.Where(pair => terms.TryGetValue(pair.Key, out var weight) && weight == pair.Value).ToDictionary(static pair => pair.Key, static pair => pair.Value);
        }

        return Linear(0, [.. common!.Select(static pair => (pair.Value, pair.Key))]);
    }
}
