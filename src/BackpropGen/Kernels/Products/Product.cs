using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The shape and layout of one product c[i, j] = Σₖ a[i, k] b[k, j].</summary>
/// <remarks><see cref="Panel"/> columns of a and rows of b lie at their strides, the next as many <see cref="APanelStride"/> and
/// <see cref="BPanelStride"/> from there; where Panel is 0, all lie at one stride.</remarks>
internal readonly record struct Product(
    int Rows, int Columns, int Inner,
    int ARowStride, int AInnerStride,
    int BInnerStride, int BColumnStride,
    int CRowStride, int CColumnStride,
    int Panel = 0, int APanelStride = 0, int BPanelStride = 0)
{
    /// <summary>The product over panels of b's rows, and a's columns, as one; null where a's columns do not go on from panel to panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal Product? OverPanels(int panels, int aPanelStride, int bPanelStride) =>
        panels > 1 && aPanelStride == Inner * AInnerStride
            ? this with { Inner = panels * Inner, Panel = Inner, APanelStride = aPanelStride, BPanelStride = bPanelStride } : null;

    /// <summary>From where a panel of a's columns ends to where the next begins.</summary>
    internal int AGap => Panel == 0 ? 0 : APanelStride - (Panel * AInnerStride);

    /// <summary>The same product read as cᵀ = bᵀ aᵀ; the spans of a and b change places.</summary>
    internal Product Transposed
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => new(
            Columns, Rows, Inner,
            BColumnStride, BInnerStride,
            AInnerStride, ARowStride,
            CColumnStride, CRowStride,
            Panel, BPanelStride, APanelStride);
    }
}
