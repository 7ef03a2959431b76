namespace BackpropGen;

/// <summary>
/// The order of an array that is stored in panels of one axis: one panel after the other, each with <paramref name="Width"/>
/// neighbours of that axis, and in a panel the other axes row by row around these neighbours. A matrix [o, i] in panels of
/// axis 0 lies as [o / width, i, width]: the kernels then read the weights of a layer from beginning to end.
/// </summary>
/// <param name="Axis">The axis that is parted.</param>
/// <param name="Width">The neighbours in a panel; it divides the axis.</param>
public readonly record struct Panels(int Axis, int Width)
{
    /// <summary>Calls for each element in the order of storage, with where it lies row by row.</summary>
    /// <param name="shape">The array's shape.</param>
    /// <param name="source">The elements to be read.</param>
    /// <param name="destination">The elements to be written.</param>
    /// <param name="isStored">Whether the source is the stored order; otherwise the destination is.</param>
    internal void Copy<T>(ReadOnlySpan<int> shape, ReadOnlySpan<T> source, Span<T> destination, bool isStored)
    {
        int before = Product(shape[..Axis]), length = shape[Axis], after = Product(shape[(Axis + 1)..]);
        int stored = 0;
        for (int first = 0; first < length; first += Width)
        {
            for (int outer = 0; outer < before; outer++)
            {
                for (int inner = 0; inner < after; inner++)
                {
                    int place = (((outer * length) + first) * after) + inner;
                    for (int i = 0; i < Width; i++, place += after, stored++)
                    {
                        destination[isStored ? place : stored] = source[isStored ? stored : place];
                    }
                }
            }
        }
    }

    private static int Product(ReadOnlySpan<int> lengths)
    {
        int product = 1;
        foreach (int length in lengths)
        {
            product *= length;
        }

        return product;
    }
}
