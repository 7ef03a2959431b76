using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

public static partial class MatrixProduct
{
    /// <summary>The gradient of parameters that lie in panels: gradients = a · b, or where the descent is on, parameters −= η a · b.
    /// The gradients are then arbitrary, and the parameters have the same bits as if they were moved by those.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="panels">The number of panels; each has rows · columns elements, one panel after the other.</param>
    /// <param name="bPanelStride">The distance of b's panels.</param>
    /// <param name="rows">The rows of a and of a panel.</param>
    /// <param name="columns">The columns of b and of a panel.</param>
    /// <param name="inner">The columns of a and rows of b.</param>
    /// <param name="a">[rows, inner] by its strides.</param>
    /// <param name="aRowStride">The distance of a's rows.</param>
    /// <param name="aInnerStride">The distance of a's columns.</param>
    /// <param name="b">[inner, columns] by its strides.</param>
    /// <param name="bInnerStride">The distance of b's rows.</param>
    /// <param name="bColumnStride">The distance of b's columns.</param>
    /// <param name="gradients">[panels, rows, columns]; it must not overlap a, b or the parameters.</param>
    /// <param name="descent">Which parameters move, if any.</param>
    /// <exception cref="ArgumentException">A span is too short for its strides.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent or a stride is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyPanels<T>(
        int panels, int bPanelStride, int rows, int columns, int inner,
        ReadOnlySpan<T> a, int aRowStride, int aInnerStride,
        ReadOnlySpan<T> b, int bInnerStride, int bColumnStride,
        Span<T> gradients, scoped Descent<T> descent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Longer sums are taken block by block, and rounded when they are added up.
        if (descent.IsOn && rows > 1 && inner is > 1 and <= BlockedProduct.InnerBlock && bColumnStride == 1 && !SmallProduct.Suits(rows, columns, inner)
            && panels > 0 && (bPanelStride | columns | aRowStride | aInnerStride | bInnerStride) > 0 && columns % WidestPair<T>() == 0)
        {
            RequireReach(descent.Parameters.Length, panels, rows * columns, rows, columns, columns, 1, nameof(descent));
            RequireReach(a.Length, rows, aRowStride, inner, aInnerStride, nameof(a));
            RequireReach(b.Length, panels, bPanelStride, inner, bInnerStride, columns, bColumnStride, nameof(b));
            Descend(panels, bPanelStride, new Product(rows, columns, inner, aRowStride, aInnerStride, bInnerStride, 1, columns, 1), a, b, descent);
            return;
        }

        MultiplyBatched(
            panels, 0, bPanelStride, rows * columns, rows, columns, inner, a, aRowStride, aInnerStride, b, bInnerStride, bColumnStride,
            gradients, columns, 1, accumulate: false);
        if (descent.IsOn)
        {
            descent.Move(gradients[..(panels * rows * columns)]);
        }
    }

    /// <summary>The elements of two registers of 512 bits, hence of whole pairs of narrower ones.</summary>
    private static unsafe int WidestPair<T>()
        where T : unmanaged => 128 / sizeof(T);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Descend<T>(int panels, int bPanelStride, in Product product, ReadOnlySpan<T> a, ReadOnlySpan<T> b, scoped Descent<T> descent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Avx512DQ.IsSupported)
        {
            Descend<T, Lanes512<T>>(panels, bPanelStride, product, a, b, descent);
        }
        else if (Avx2.IsSupported && Fma.IsSupported)
        {
            Descend<T, Lanes256<T>>(panels, bPanelStride, product, a, b, descent);
        }
        else
        {
            Descend<T, Lanes128<T>>(panels, bPanelStride, product, a, b, descent);
        }
    }

    /// <summary>parameters −= η a · b in registers of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static unsafe void Descend<T, TLanes>(
        int panels, int bPanelStride, in Product product, ReadOnlySpan<T> a, ReadOnlySpan<T> b, scoped Descent<T> descent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        fixed (T* pa = a, pb = b, pc = descent.Parameters)
        {
            bool isDirect = DirectProduct.Suits<T, TLanes>(product);
            for (int panel = 0; panel < panels; panel++)
            {
                T* factor = pb + ((nint)panel * bPanelStride), moving = pc + ((nint)panel * product.Rows * product.Columns);
                if (isDirect)
                {
                    DirectProduct.Descend<T, TLanes>(product, pa, factor, moving, descent.Rate);
                }
                else
                {
                    BlockedProduct.Descend<T, TLanes>(product, pa, factor, moving, descent.Rate);
                }
            }
        }
    }
}
