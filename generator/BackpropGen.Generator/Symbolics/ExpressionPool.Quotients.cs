using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics.Quotients;

namespace BackpropGen.Generator.Symbolics;

/// <remarks>Gaps that can be removed are: sin(u) / u becomes one function, of value 1 at u = 0 and with derivatives of every order there.</remarks>
internal sealed partial class ExpressionPool
{
    // What a case for the gap guards is looked through no deeper than this: it is written beside the quotient.
    private const int LargestGuarded = 64;

    /// <summary>g(u) / uᵖ becomes a function of its own, and uᵖ / g(u) its reciprocal; u may be a product, a multiple, or the root of what is below the line.</summary>
    private void CloseGaps(PowerProduct product)
    {
        if (!product.Powers.Keys.Any(static key => key.Opcode == Opcode.Call && (QuotientTable.PowerOf(key.Function!) > 0 || key.IsCall(FunctionTable.Tan))))
        {
            return;
        }

        foreach (var key in product.Powers.Keys.Where(static key => key.IsCall(FunctionTable.Tan)).ToList())
        {
            // tan(u) / u = sin(u) / u / cos(u)
            var (above, below) = product.Powers[key];
            var count = above > 0 ? Math.Min(above, Cancelled(product, key.Operands[0], -1)) : -Math.Min(below, Cancelled(product, key.Operands[0], 1));
            if (count != 0)
            {
                product.Collect(key, -count);
                product.Multiply(Call(FunctionTable.Sin, key.Operands[0]), count);
                product.Multiply(Call(FunctionTable.Cos, key.Operands[0]), -count);
            }
        }

        foreach (var key in product.Powers.Keys.Where(static key => key.Opcode == Opcode.Call && QuotientTable.PowerOf(key.Function!) > 0).ToList())
        {
            var power = QuotientTable.PowerOf(key.Function!);
            var u = key.Function is AssistedFunction assisted ? assisted.ArgumentOf(key.Operands) : key.Operands[0];
            var (above, below) = product.Powers[key];
            var count = above > 0 ? Math.Min(above, Times(u, Cancelled(product, u, -1) / power)) : -Math.Min(below, Times(u, Cancelled(product, u, 1) / power));
            if (count != 0)
            {
                product.Collect(key, -count);
                TakeRoot(product, u, count * power);
                product.MultiplyAlone(u, count * power);
                product.Collect(Call(QuotientTable.Get(key.Function!), u), count);
            }
        }
    }

    // A root that is left over has no derivative at 0 either: of (1 − cos √w) / √w nothing is gained.
    private static double Times(Expression u, double quotient) => IsMultipleOfRoot(u) ? Math.Floor(quotient) : Math.Ceiling(quotient);

    /// <summary>How many factors u cancel something above (sign 1) or below the line (−1): sin(x²) / x is x c₁(x²).</summary>
    private static double Cancelled(PowerProduct product, Expression u, int sign) => FactorsOf(u).Max(factor =>
        Math.Ceiling((Times(product, factor.Factor, sign * factor.Exponent) + (factor.Factor.IsCall(FunctionTable.Sqrt) ? 2 * Times(product, factor.Factor.Operands[0], sign * factor.Exponent) : 0)) / Math.Abs(factor.Exponent)));

    private static double Times(PowerProduct product, Expression factor, double sign) =>
        product.Powers.TryGetValue(factor, out var powers) ? sign > 0 ? powers.Numerator : powers.Denominator : 0;

    /// <summary>Where u = √w is to be multiplied by, and more often than it is on the other side of the line, w is taken apart there.</summary>
    private static void TakeRoot(PowerProduct product, Expression u, double count)
    {
        u = IsScaled(u) ? u.Operands[0] : u;
        if (u.IsCall(FunctionTable.Sqrt))
        {
            var missing = Math.Ceiling((Math.Abs(count) - Times(product, u, -count)) / 2);
            var taken = Math.Max(0, Math.Min(missing, Times(product, u.Operands[0], -count))) * Math.Sign(count);
            product.Collect(u.Operands[0], taken);
            product.Collect(u, -2 * taken);
        }
    }

    private static IEnumerable<(Expression Factor, double Exponent)> FactorsOf(Expression u)
    {
        u = IsScaled(u) ? u.Operands[0] : u;
        return u.Opcode == Opcode.Monomial ? u.Operands.Zip(u.Numbers, static (factor, exponent) => (factor, exponent)) : [(u, 1)];
    }

    private static bool IsMultipleOfRoot(Expression u) => (IsScaled(u) ? u.Operands[0] : u).IsCall(FunctionTable.Sqrt);

    /// <summary>Whether v = 0 guards the gap of a quotient in y that is closed, with its limit: then the guard is not needed.</summary>
    private bool IsLimit(Expression v, Expression zero, Expression limit, Expression y)
    {
        if (!zero.Is(0) || limit.Opcode != Opcode.Number || v.Opcode != Opcode.Argument)
        {
            return false;
        }

        var nodes = NodesWithin(y, LargestGuarded);
        if (nodes is null || !nodes.Any(node => node.Function is AssistedFunction { Quotient: not null } quotient && FactorsOf(quotient.ArgumentOf(node.Operands)).Any(factor => ReferenceEquals(factor.Factor, v))))
        {
            return false;
        }

        var arguments = nodes.Where(static node => node.Opcode == Opcode.Argument).ToList();
        var (steps, roots) = Instruction.List([y]);
        var at = Enumerable.Range(0, arguments.Max(static argument => argument.Index) + 1).Select(i => i == v.Index ? Number(0) : Argument(i)).ToList();
        var values = new Expression[steps.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = steps[i].Rebuild(this, at, values);
        }

        return ReferenceEquals(values[roots[0]], limit);
    }

    private static List<Expression>? NodesWithin(Expression root, int limit)
    {
        var (seen, pending) = (new HashSet<Expression>(), new Stack<Expression>());
        pending.Push(root);
        while (pending.Count > 0 && seen.Count <= limit)
        {
            var node = pending.Pop();
            if (seen.Add(node))
            {
                foreach (var operand in node.Operands)
                {
                    pending.Push(operand);
                }
            }
        }

        return seen.Count <= limit ? [.. seen] : null;
    }

    /// <summary>The argument of an even function, without its sign.</summary>
    private Expression Unsigned(Function function, Expression u) => function.Parity == Parity.Even && IsNegative(u) ? Negate(u) : u;
}
