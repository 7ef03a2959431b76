using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Integers: known while the method is read, or one of a few known ones.</summary>
internal sealed partial class ScalarReader
{
    private static bool IsInteger(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16
        or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
        or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    /// <summary>An integer that must be known: the length of an array, an element's index.</summary>
    private static long Integer(object value, IOperation site) => Usable(value, site) switch
    {
        long known => known,
        UndecidedInteger => throw ScalarProblem.At(site, "this integer depends on a real argument: it must be known when the method is compiled"),
        _ => throw ScalarProblem.At(site, "it is not an integer that is known when the method is compiled"),
    };

    private object Integers(IOperation site, BinaryOperatorKind kind, object left, object right, bool isChecked)
    {
        Func<long, long, bool>? relation = kind switch
        {
            BinaryOperatorKind.LessThan => static (l, r) => l < r,
            BinaryOperatorKind.LessThanOrEqual => static (l, r) => l <= r,
            BinaryOperatorKind.GreaterThan => static (l, r) => l > r,
            BinaryOperatorKind.GreaterThanOrEqual => static (l, r) => l >= r,
            BinaryOperatorKind.Equals => static (l, r) => l == r,
            BinaryOperatorKind.NotEquals => static (l, r) => l != r,
            _ => null,
        };
        if (relation is not null)
        {
            return left is long l && right is long r ? relation(l, r) : UndecidedInteger.Compare(left, right, relation);
        }

        var type = _frame.Resolve(site.Type);
        long Combine(long l, long r) => Fit(Compute(site, kind, l, r, type), type, site, isChecked);
        return left is long first && right is long second ? Combine(first, second) : Usable(UndecidedInteger.Combine(left, right, Combine), site);
    }

    private static long Compute(IOperation site, BinaryOperatorKind kind, long left, long right, ITypeSymbol? type) => kind switch
    {
        BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder when right == 0 => throw ScalarProblem.At(site, "it divides by zero"),
        BinaryOperatorKind.Add => unchecked(left + right),
        BinaryOperatorKind.Subtract => unchecked(left - right),
        BinaryOperatorKind.Multiply => unchecked(left * right),
        BinaryOperatorKind.Divide => right == -1 ? unchecked(-left) : left / right,
        BinaryOperatorKind.Remainder => right == -1 ? 0 : left % right,
        BinaryOperatorKind.And => left & right,
        BinaryOperatorKind.Or => left | right,
        BinaryOperatorKind.ExclusiveOr => left ^ right,
        BinaryOperatorKind.LeftShift => left << (int)(right & Mask(type)),
        BinaryOperatorKind.RightShift => left >> (int)(right & Mask(type)),
        BinaryOperatorKind.UnsignedRightShift when type?.SpecialType == SpecialType.System_Int32 => (uint)left >> (int)(right & 31),
        BinaryOperatorKind.UnsignedRightShift => (long)((ulong)left >> (int)(right & Mask(type))),
        _ => throw Unsupported(site),
    };

    private static long Mask(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Int64 or SpecialType.System_UInt64 ? 63 : 31;

    /// <summary>An integer as one of a type: the bits that it has room for, unless overflow is checked.</summary>
    private static long Fit(long value, ITypeSymbol? type, IOperation site, bool isChecked)
    {
        long fitted = unchecked(type?.SpecialType switch
        {
            SpecialType.System_SByte => (sbyte)value,
            SpecialType.System_Byte => (byte)value,
            SpecialType.System_Int16 => (short)value,
            SpecialType.System_UInt16 => (ushort)value,
            SpecialType.System_Int32 => (int)value,
            SpecialType.System_UInt32 => (uint)value,
            _ => value,
        });
        return fitted == value || !isChecked ? fitted : throw ScalarProblem.At(site, "it overflows");
    }
}
