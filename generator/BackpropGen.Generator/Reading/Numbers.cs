using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Arithmetic on boxed numbers, as C# does it: integer division truncates, <c>float</c> stays <c>float</c>.</summary>
internal static class Numbers
{
    /// <summary>Whether a value is a number or a character, on which arithmetic is defined.</summary>
    public static bool IsNumber(object? value) => value is
        int or long or double or float or byte or sbyte or short or ushort or uint or ulong or decimal or char;

    /// <summary>A binary operator; both operands are of the type that C# promoted them to.</summary>
    /// <param name="isUnchecked">Whether the expression stands inside <c>unchecked</c>; else an overflow is a mistake.</param>
    /// <returns>The result, or null where the operator is not defined on the operands.</returns>
    /// <exception cref="ArithmeticException">An overflow or a division by zero.</exception>
    public static object? Binary(BinaryOperatorKind kind, object? left, object? right, bool isUnchecked) => (left, right) switch
    {
        (int l, int r) => isUnchecked ? Box(Int64(kind, l, r, true), static value => (int)value) : Box(Int64(kind, l, r, false), static value => checked((int)value)),
        (uint l, uint r) => Box(Int64(kind, l, r, false), value => isUnchecked ? (uint)value : checked((uint)value)),
        (uint l, int r) => Box(Int64(kind, l, r, false), static value => (uint)value),
        (long l, int r) => Int64(kind, l, r, isUnchecked),
        (long l, long r) => Int64(kind, l, r, isUnchecked),
        (ulong l, ulong r) => UInt64(kind, l, r, isUnchecked),
        (ulong l, int r) => kind switch
        {
            BinaryOperatorKind.LeftShift => l << r,
            BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift => l >> r,
            _ => null,
        },
        (float l, float r) => Single(kind, l, r),
        (double l, double r) => Double(kind, l, r),
        (decimal l, decimal r) => Decimal(kind, l, r),
        (bool l, bool r) => Boolean(kind, l, r),
        (string l, string r) when kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals =>
            string.Equals(l, r, StringComparison.Ordinal) == (kind == BinaryOperatorKind.Equals),
        _ when IsNumber(left) && IsNumber(right) && left!.GetType() == right!.GetType() =>
            // Comparisons of enumeration values and small types, which C# does not promote in patterns.
            Binary(kind, Convert.ToInt64(left, CultureInfo.InvariantCulture), Convert.ToInt64(right, CultureInfo.InvariantCulture), isUnchecked),
        _ => null,
    };

    /// <summary>A unary operator.</summary>
    /// <returns>The result, or null where the operator is not defined on the operand.</returns>
    /// <exception cref="ArithmeticException">An overflow.</exception>
    public static object? Unary(UnaryOperatorKind kind, object? operand) => (kind, operand) switch
    {
        (UnaryOperatorKind.Plus, _) when IsNumber(operand) => operand,
        (UnaryOperatorKind.Minus, int value) => checked(-value),
        (UnaryOperatorKind.Minus, long value) => checked(-value),
        (UnaryOperatorKind.Minus, float value) => -value,
        (UnaryOperatorKind.Minus, double value) => -value,
        (UnaryOperatorKind.Minus, decimal value) => -value,
        (UnaryOperatorKind.Not, bool value) => !value,
        (UnaryOperatorKind.BitwiseNegation, int value) => ~value,
        (UnaryOperatorKind.BitwiseNegation, uint value) => ~value,
        (UnaryOperatorKind.BitwiseNegation, long value) => ~value,
        (UnaryOperatorKind.BitwiseNegation, ulong value) => ~value,
        _ => null,
    };

    /// <summary>A number as another type.</summary>
    /// <returns>The result, or null where the type is not numeric.</returns>
    /// <exception cref="OverflowException">The value does not fit.</exception>
    public static object? ConvertTo(object value, SpecialType type) => type switch
    {
        SpecialType.System_Double => ToDouble(value),
        SpecialType.System_Single => value is double number ? (float)number : Convert.ToSingle(FromChar(value), CultureInfo.InvariantCulture),
        SpecialType.System_Decimal => Convert.ToDecimal(FromChar(value), CultureInfo.InvariantCulture),
        SpecialType.System_Int32 => checked((int)ToInteger(value)),
        SpecialType.System_Int64 => checked((long)ToInteger(value)),
        SpecialType.System_UInt32 => checked((uint)ToInteger(value)),
        SpecialType.System_UInt64 => checked((ulong)ToInteger(value)),
        SpecialType.System_Int16 => checked((short)ToInteger(value)),
        SpecialType.System_UInt16 => checked((ushort)ToInteger(value)),
        SpecialType.System_Byte => checked((byte)ToInteger(value)),
        SpecialType.System_SByte => checked((sbyte)ToInteger(value)),
        SpecialType.System_Char => checked((char)(ushort)ToInteger(value)),
        _ => null,
    };

    public static double ToDouble(object value) => Convert.ToDouble(FromChar(value), CultureInfo.InvariantCulture);

    /// <summary>The default value of a type.</summary>
    public static object? Default(ITypeSymbol? type) => type switch
    {
        { TypeKind: TypeKind.Enum } => Default(((INamedTypeSymbol)type).EnumUnderlyingType),
        { SpecialType: SpecialType.System_Boolean } => false,
        { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => null,
        INamedTypeSymbol { IsTupleType: true } tuple =>
            new TupleValue(System.Linq.Enumerable.ToArray(System.Linq.Enumerable.Select(tuple.TupleElements, static element => Default(element.Type)))),
        { IsValueType: true } => ConvertTo(0, type.SpecialType),
        _ => null,
    };

    private static object FromChar(object value) => value is char character ? (int)character : value;

    // Every integer of C# and the integral part of its real numbers fit a decimal; what does not, overflows as it should.
    private static decimal ToInteger(object value) => value switch
    {
        double number => decimal.Truncate((decimal)number),
        float number => decimal.Truncate((decimal)number),
        decimal number => decimal.Truncate(number),
        _ => Convert.ToDecimal(FromChar(value), CultureInfo.InvariantCulture),
    };

    private static object? Box<T>(object? wide, Func<long, T> narrow) => wide is long value ? narrow(value) : wide;

    private static object? Int64(BinaryOperatorKind kind, long l, long r, bool isUnchecked) => kind switch
    {
        BinaryOperatorKind.Add => isUnchecked ? unchecked(l + r) : checked(l + r),
        BinaryOperatorKind.Subtract => isUnchecked ? unchecked(l - r) : checked(l - r),
        BinaryOperatorKind.Multiply => isUnchecked ? unchecked(l * r) : checked(l * r),
        BinaryOperatorKind.Divide => l / r,
        BinaryOperatorKind.Remainder => l % r,
        BinaryOperatorKind.LeftShift => l << (int)r,
        BinaryOperatorKind.RightShift => l >> (int)r,
        BinaryOperatorKind.And => l & r,
        BinaryOperatorKind.Or => l | r,
        BinaryOperatorKind.ExclusiveOr => l ^ r,
        _ => Compare(kind, l.CompareTo(r)),
    };

    private static object? UInt64(BinaryOperatorKind kind, ulong l, ulong r, bool isUnchecked) => kind switch
    {
        BinaryOperatorKind.Add => isUnchecked ? unchecked(l + r) : checked(l + r),
        BinaryOperatorKind.Subtract => isUnchecked ? unchecked(l - r) : checked(l - r),
        BinaryOperatorKind.Multiply => isUnchecked ? unchecked(l * r) : checked(l * r),
        BinaryOperatorKind.Divide => l / r,
        BinaryOperatorKind.Remainder => l % r,
        BinaryOperatorKind.And => l & r,
        BinaryOperatorKind.Or => l | r,
        BinaryOperatorKind.ExclusiveOr => l ^ r,
        _ => Compare(kind, l.CompareTo(r)),
    };

    private static object? Single(BinaryOperatorKind kind, float l, float r) => kind switch
    {
        BinaryOperatorKind.Add => (float)(l + r),
        BinaryOperatorKind.Subtract => (float)(l - r),
        BinaryOperatorKind.Multiply => (float)(l * r),
        BinaryOperatorKind.Divide => (float)(l / r),
        BinaryOperatorKind.Remainder => (float)(l % r),
        _ => Double(kind, l, r),
    };

    private static object? Double(BinaryOperatorKind kind, double l, double r) => kind switch
    {
        BinaryOperatorKind.Add => l + r,
        BinaryOperatorKind.Subtract => l - r,
        BinaryOperatorKind.Multiply => l * r,
        BinaryOperatorKind.Divide => l / r,
        BinaryOperatorKind.Remainder => l % r,
        BinaryOperatorKind.Equals => l == r,
        BinaryOperatorKind.NotEquals => l != r,
        BinaryOperatorKind.LessThan => l < r,
        BinaryOperatorKind.LessThanOrEqual => l <= r,
        BinaryOperatorKind.GreaterThan => l > r,
        BinaryOperatorKind.GreaterThanOrEqual => l >= r,
        _ => null,
    };

    private static object? Decimal(BinaryOperatorKind kind, decimal l, decimal r) => kind switch
    {
        BinaryOperatorKind.Add => l + r,
        BinaryOperatorKind.Subtract => l - r,
        BinaryOperatorKind.Multiply => l * r,
        BinaryOperatorKind.Divide => l / r,
        BinaryOperatorKind.Remainder => l % r,
        _ => Compare(kind, l.CompareTo(r)),
    };

    private static object? Boolean(BinaryOperatorKind kind, bool l, bool r) => kind switch
    {
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => l && r,
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => l || r,
        BinaryOperatorKind.ExclusiveOr or BinaryOperatorKind.NotEquals => l != r,
        BinaryOperatorKind.Equals => l == r,
        _ => null,
    };

    private static object? Compare(BinaryOperatorKind kind, int order) => kind switch
    {
        BinaryOperatorKind.Equals => order == 0,
        BinaryOperatorKind.NotEquals => order != 0,
        BinaryOperatorKind.LessThan => order < 0,
        BinaryOperatorKind.LessThanOrEqual => order <= 0,
        BinaryOperatorKind.GreaterThan => order > 0,
        BinaryOperatorKind.GreaterThanOrEqual => order >= 0,
        _ => null,
    };
}
