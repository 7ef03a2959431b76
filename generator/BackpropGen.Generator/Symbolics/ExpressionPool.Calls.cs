using System;
using System.Collections.Immutable;
using BackpropGen.Generator.Symbolics.Quotients;

namespace BackpropGen.Generator.Symbolics;

internal sealed partial class ExpressionPool
{
    private const int LargestExpandedPower = 32;

    /// <summary>A function of the table applied to its operands, folded and rewritten where a simpler or stabler form is known.</summary>
    /// <exception cref="ArgumentException">The number of operands is not the function's.</exception>
    public Expression Call(Function function, params Expression[] operands)
    {
        if (operands.Length != function.Arity)
        {
            throw new ArgumentException($"{function.Name} takes {function.Arity} operands, not {operands.Length}.", nameof(operands));
        }

        if (function is AssistedFunction assisted)
        {
            operands = assisted.OperandsOf(Unsigned(function, assisted.ArgumentOf(operands)));
        }

        var numbers = new double[operands.Length];
        var isConstant = !function.IsOpaque;
        for (var i = 0; i < operands.Length && isConstant; i++)
        {
            isConstant = operands[i].IsNumber(out numbers[i]);
        }

        if (isConstant)
        {
            return Number(function.Evaluate(numbers));
        }

        return function.Arity == 1 ? Unary(function, operands[0]) : Several(function, operands);
    }

    /// <summary>A function of one argument, whatever helps its code.</summary>
    public Expression Call(Function function, Expression argument) =>
        Call(function, function is AssistedFunction assisted ? assisted.OperandsOf(argument) : [argument]);

    /// <summary>A function of the table, not rewritten.</summary>
    public Expression CallAsWritten(Function function, Expression argument) => argument.Opcode == Opcode.Number
        ? Call(function, argument)
        : Intern(Opcode.Call, function is AssistedFunction assisted ? [.. assisted.OperandsOf(argument)] : [argument], function: function);

    private Expression Unary(Function function, Expression x)
    {
        if (function.Parity != Parity.None && IsNegative(x))
        {
            var positive = Call(function, Negate(x));
            return function.Parity == Parity.Odd ? Negate(positive) : positive;
        }

        if (IsMultipleOfRoot(x) && (function == FunctionTable.Cos || function == FunctionTable.Cosh))
        {
            return Call(function == FunctionTable.Cos ? QuotientTable.CosineOfRoot : QuotientTable.CoshOfRoot, x);
        }

        return Inverse(function, x) ?? Stable(function, x) ?? Intern(Opcode.Call, [x], function: function);
    }

    /// <summary>f(g(u)) = u for a function and its inverse, and f(u) = u where the range makes f idle.</summary>
    private Expression? Inverse(Function function, Expression x)
    {
        if (x.Function is { } inner && inner.Arity == 1 && string.Equals(function.InverseName, inner.Name, StringComparison.Ordinal))
        {
            return x.Operands[0];
        }

        var isIdle = function == FunctionTable.Abs || function == FunctionTable.Relu;
        return isIdle && IsNonNegative(x) ? x : null;
    }

    /// <summary>The forms that keep their digits where the written one loses them.</summary>
    private Expression? Stable(Function function, Expression x)
    {
        if (function == FunctionTable.Log)
        {
            // ln(1 + u) = log1p(u), ln σ(u) = −softplus(−u), ln √u = ln(u) / 2
            return x.Opcode == Opcode.Linear && x.Numbers[0] == 1 ? Call(FunctionTable.Log1p, x - 1)
                : x.IsCall(FunctionTable.Sigmoid) ? -Call(FunctionTable.Softplus, -x.Operands[0])
                : x.IsCall(FunctionTable.Sqrt) ? 0.5 * Call(FunctionTable.Log, x.Operands[0])
                : LogOfExponentials(x, 0);
        }

        if (function == FunctionTable.Log1p)
        {
            // ln(1 + exp(u)) = softplus(u), ln(1 − σ(u)) = −softplus(u)
            return x.IsCall(FunctionTable.Exp) ? Call(FunctionTable.Softplus, x.Operands[0])
                : IsScaled(x) && x.Numbers[1] == -1 && x.Operands[0].IsCall(FunctionTable.Sigmoid) ? -Call(FunctionTable.Softplus, x.Operands[0].Operands[0])
                : LogOfExponentials(x, 1);
        }

        if (function == FunctionTable.Exp)
        {
            // exp(log1p(u)) = 1 + u, exp(softplus(u)) = 1 + exp(u)
            return x.IsCall(FunctionTable.Log1p) ? 1 + x.Operands[0]
                : x.IsCall(FunctionTable.Softplus) ? 1 + Call(FunctionTable.Exp, x.Operands[0])
                : null;
        }

        // √(u²) = |u|, without the square's overflow
        return function == FunctionTable.Sqrt && x.Opcode == Opcode.Monomial && x.Operands.Length == 1 && x.Numbers[0] == 2
            ? Call(FunctionTable.Abs, x.Operands[0])
            : null;
    }

    private Expression Several(Function function, Expression[] operands)
    {
        var (x, y) = (operands[0], operands[1]);
        if (function == FunctionTable.Pow)
        {
            return Pow(x, y);
        }

        if (function == FunctionTable.Max || function == FunctionTable.Min)
        {
            if (ReferenceEquals(x, y))
            {
                return x;
            }

            if (function == FunctionTable.Max && (x.Is(0) || y.Is(0)))
            {
                return Call(FunctionTable.Relu, x.Is(0) ? y : x);
            }
        }

        if (function.IsSymmetric && ExpressionOrder.Instance.Compare(x, y) > 0)
        {
            operands = [y, x];
        }

        return Intern(Opcode.Call, ImmutableArray.Create(operands), function: function);
    }

    private Expression Pow(Expression x, Expression exponent)
    {
        if (exponent.IsNumber(out var power))
        {
            if (power == Math.Truncate(power) && Math.Abs(power) <= LargestExpandedPower)
            {
                return Power(x, (int)power);
            }

            if (Math.Abs(power) == 0.5)
            {
                return Power(Call(FunctionTable.Sqrt, x), Math.Sign(power));
            }
        }

        return Intern(Opcode.Call, [x, exponent], function: FunctionTable.Pow);
    }
}
