namespace BackpropGen.Kernels;

/// <summary>The shape and layout of one product c[i, j] = Σₖ a[i, k] b[k, j].</summary>
internal readonly record struct Product(
    int Rows, int Columns, int Inner,
    int ARowStride, int AInnerStride,
    int BInnerStride, int BColumnStride,
    int CRowStride, int CColumnStride)
{
    /// <summary>The same product read as cᵀ = bᵀ aᵀ; the spans of a and b change places.</summary>
    internal Product Transposed => new(
        Columns, Rows, Inner,
        BColumnStride, BInnerStride,
        AInnerStride, ARowStride,
        CColumnStride, CRowStride);
}
