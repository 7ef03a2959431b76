namespace BackpropGen.Kernels.Tests;

/// <summary>A shape; the bits of the layout transpose a, b and c and, from 8 on, leave gaps in their rows and columns.</summary>
internal sealed record ProductShape(int Rows, int Columns, int Inner, int Layout, int Seed)
{
    public int ARow => (Layout & 1) != 0 ? Gap : Gap * (Inner + Odd);

    public int AInner => (Layout & 1) != 0 ? Gap * (Rows + Odd) : Gap;

    public int BInner => (Layout & 2) != 0 ? Gap : Gap * (Columns + Odd);

    public int BColumn => (Layout & 2) != 0 ? Gap * (Inner + Odd) : Gap;

    public int CRow => (Layout & 4) != 0 ? Gap : Gap * (Columns + Odd);

    public int CColumn => (Layout & 4) != 0 ? Gap * (Rows + Odd) : Gap;

    public int ALength => Reach(Rows, ARow, Inner, AInner);

    public int BLength => Reach(Inner, BInner, Columns, BColumn);

    public int CLength => Reach(Rows, CRow, Columns, CColumn);

    private int Gap => (Layout & 24) == 24 ? 2 : 1;

    private int Odd => (Layout & 32) != 0 ? 3 : 0;

    private static int Reach(int extent0, int stride0, int extent1, int stride1) =>
        extent0 == 0 || extent1 == 0 ? 0 : ((extent0 - 1) * stride0) + ((extent1 - 1) * stride1) + 1;
}
