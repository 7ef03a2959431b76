using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using BackpropGen.Generator.Symbolics.Quotients;

namespace BackpropGen.Generator.Symbolics;

internal sealed partial class ExpressionPool
{
    private const double LargestExponent = 1 << 20;
    private const double LargestOpenedPower = 8;

    private static readonly IComparer<(Expression Base, double Exponent)> PowerOrder = Comparer<(Expression Base, double Exponent)>.Create(static (left, right) =>
    {
        var order = ExpressionOrder.Instance.Compare(left.Base, right.Base);
        return order != 0 ? order : -left.Exponent.CompareTo(right.Exponent);
    });

    /// <summary>The product Π bᵢ^nᵢ of integer powers: products in it are opened, powers of one base collected, constants folded.</summary>
    public Expression Product(IReadOnlyList<(Expression Base, double Exponent)> factors)
    {
        var product = new PowerProduct(this);
        foreach (var (factor, exponent) in factors)
        {
            product.Multiply(factor, exponent);
        }

        RewriteSigmoids(product);
        RewriteSoftmax(product);
        CloseGaps(product);
        if (product.Coefficient == 0)
        {
            return Number(0);
        }

        return DistributeOverGate(product) ?? Linear(0, [(product.Coefficient, Build(product))]);
    }

    private Expression Build(PowerProduct product)
    {
        var powers = new List<(Expression Base, double Exponent)>();
        foreach (var pair in product.Powers)
        {
            if (pair.Value.Numerator != 0)
            {
                powers.Add((pair.Key, pair.Value.Numerator));
            }

            if (pair.Value.Denominator != 0)
            {
                powers.Add((pair.Key, -pair.Value.Denominator));
            }
        }

        if (powers.Count == 0)
        {
            return Number(1);
        }

        if (powers.Count == 1 && powers[0].Exponent == 1)
        {
            return powers[0].Base;
        }

        powers.SortRest(PowerOrder);
        var operands = ImmutableArray.CreateBuilder<Expression>(powers.Count);
        var exponents = ImmutableArray.CreateBuilder<double>(powers.Count);
        foreach (var (factor, exponent) in powers)
        {
            operands.Add(factor);
            exponents.Add(exponent);
        }

        return Intern(Opcode.Monomial, operands.MoveToImmutable(), exponents.MoveToImmutable());
    }

    /// <summary>exp(u) σ(−u) is σ(u): the quotient exp(u) / (1 + exp(u)) without overflow.</summary>
    private void RewriteSigmoids(PowerProduct product)
    {
        foreach (var pair in product.Powers)
        {
            if (!pair.Key.IsCall(FunctionTable.Exp) || pair.Value.Numerator < 1)
            {
                continue;
            }

            var argument = pair.Key.Operands[0];
            var opposite = Call(FunctionTable.Sigmoid, Negate(argument));
            if (product.Powers.TryGetValue(opposite, out var power) && power.Numerator >= 1)
            {
                var count = Math.Min(pair.Value.Numerator, power.Numerator);
                product.Powers[pair.Key] = (pair.Value.Numerator - count, pair.Value.Denominator);
                product.Powers[opposite] = (power.Numerator - count, power.Denominator);
                product.Multiply(Call(FunctionTable.Sigmoid, argument), count);
                return;
            }
        }
    }

    /// <summary>A product being collected.</summary>
    private sealed class PowerProduct(ExpressionPool pool)
    {
        public double Coefficient { get; private set; } = 1;

        /// <summary>The exponents above and below the line. They cancel: x / x is 1, its limit at 0 too.</summary>
        public Dictionary<Expression, (double Numerator, double Denominator)> Powers { get; } = [];

        public void Multiply(Expression factor, double exponent)
        {
            switch (factor.Opcode)
            {
                case Opcode.Number when Scales(Math.Pow(factor.Numbers[0], exponent), factor.Numbers[0]):
                    Coefficient = Fold(Coefficient, RaiseConstant(factor.Numbers[0], exponent));
                    break;
                case Opcode.Linear when IsScaled(factor) && Scales(Math.Pow(factor.Numbers[1], exponent), factor.Numbers[1]):
                    Coefficient = Fold(Coefficient, RaiseConstant(factor.Numbers[1], exponent));
                    Multiply(factor.Operands[0], exponent);
                    break;
                case Opcode.Linear when exponent < 0 && IsOnePlusExponential(factor):
                    // 1 / (1 + exp(u)) = σ(−u)
                    Collect(pool.Call(FunctionTable.Sigmoid, pool.Negate(factor.Operands[0].Operands[0])), -exponent);
                    break;
                case Opcode.Call when factor.Function is AssistedFunction { Quotient: { } quotient } function && Math.Abs(exponent) <= LargestOpenedPower:
                    // g(u) / uᵖ is opened, so that what cancels does, and closed again by CloseGaps.
                    var argument = function.ArgumentOf(factor.Operands);
                    Multiply(pool.Call(quotient.Numerator, argument), exponent);
                    MultiplyAlone(argument, -exponent * quotient.Power);
                    break;
                case Opcode.Monomial when CanOpen(factor, exponent):
                    for (var i = 0; i < factor.Operands.Length; i++)
                    {
                        Collect(factor.Operands[i], factor.Numbers[i] * exponent);
                    }

                    break;
                default:
                    Collect(factor, exponent);
                    break;
            }
        }

        /// <summary>Multiplies one factor at a time, so that powers of products are opened.</summary>
        public void MultiplyAlone(Expression factor, double exponent)
        {
            for (var i = 0; i < Math.Abs(exponent); i++)
            {
                Multiply(factor, Math.Sign(exponent));
            }
        }

        /// <summary>Multiplies as it stands.</summary>
        public void Collect(Expression factor, double exponent)
        {
            Powers.TryGetValue(factor, out var power);
            var (above, below) = exponent > 0 ? (power.Numerator + exponent, power.Denominator) : (power.Numerator, power.Denominator - exponent);
            if (above != 0 && below != 0)
            {
                var common = Math.Min(above, below);
                (above, below) = (above - common, below - common);
            }

            Powers[factor] = (above, below);
        }

        // A constant joins the coefficient unless that would leave the range of numbers (a zero or non-finite constant says so itself).
        private bool Scales(double power, double number) =>
            number == 0 || double.IsNaN(number) || double.IsInfinity(number) || Coefficient == 0 || double.IsInfinity(Coefficient) || double.IsNaN(Coefficient)
                || (Keeps(1, power) && Keeps(Coefficient, power));

        // (a b)² is not a² b², which may overflow where it does not; (a²)³ is a⁶.
        private static bool CanOpen(Expression product, double exponent) =>
            product.Operands.Length <= FlatteningLimit
                && (Math.Abs(exponent) == 1 || (product.Operands.Length == 1 && Math.Abs(product.Numbers[0] * exponent) <= LargestExponent));

        private static bool IsOnePlusExponential(Expression sum) =>
            sum.Operands.Length == 1 && sum.Numbers[0] == 1 && sum.Numbers[1] == 1 && sum.Operands[0].IsCall(FunctionTable.Exp);
    }
}
