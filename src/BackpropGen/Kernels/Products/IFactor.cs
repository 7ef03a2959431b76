using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>How the right factor of a small product lies.</summary>
internal unsafe interface IFactor
{
    /// <summary>Multiplies.</summary>
    static abstract void Multiply<T, TColumns, TInner>(int rows, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent;
}

/// <summary>[inner, columns], row by row.</summary>
internal readonly unsafe struct PlainFactor : IFactor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<T, TColumns, TInner>(int rows, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent => FixedProduct.Times<T, TColumns, TInner>(rows, a, b, c);
}

/// <summary>[columns, inner], row by row.</summary>
internal readonly unsafe struct TransposedFactor : IFactor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<T, TColumns, TInner>(int rows, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent => FixedProduct.TimesTransposed<T, TColumns, TInner>(rows, a, b, c);
}
