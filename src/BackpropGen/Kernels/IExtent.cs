using System.Runtime.InteropServices;

namespace BackpropGen.Kernels;

/// <summary>A number known to the compiler of a kernel, so that its branches fold away.</summary>
/// <remarks>From 1 on it is the size of the struct too: a condition on a size is decided as it is read, and the calls behind it are never looked
/// at; a condition on a property only after all calls are.</remarks>
public interface IExtent
{
    /// <summary>The number.</summary>
    static abstract int Value { get; }
}

/// <summary>0.</summary>
internal readonly struct Zero : IExtent
{
    public static int Value => 0;
}

/// <summary>1.</summary>
[StructLayout(LayoutKind.Sequential, Size = 1)]
internal readonly struct One : IExtent
{
    public static int Value => 1;
}

/// <summary>2.</summary>
[StructLayout(LayoutKind.Sequential, Size = 2)]
internal readonly struct Two : IExtent
{
    public static int Value => 2;
}

/// <summary>3.</summary>
[StructLayout(LayoutKind.Sequential, Size = 3)]
internal readonly struct Three : IExtent
{
    public static int Value => 3;
}

/// <summary>4.</summary>
[StructLayout(LayoutKind.Sequential, Size = 4)]
internal readonly struct Four : IExtent
{
    public static int Value => 4;
}

/// <summary>5.</summary>
[StructLayout(LayoutKind.Sequential, Size = 5)]
internal readonly struct Five : IExtent
{
    public static int Value => 5;
}

/// <summary>6.</summary>
[StructLayout(LayoutKind.Sequential, Size = 6)]
internal readonly struct Six : IExtent
{
    public static int Value => 6;
}

/// <summary>7.</summary>
[StructLayout(LayoutKind.Sequential, Size = 7)]
internal readonly struct Seven : IExtent
{
    public static int Value => 7;
}

/// <summary>8.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal readonly struct Eight : IExtent
{
    public static int Value => 8;
}

/// <summary>9.</summary>
[StructLayout(LayoutKind.Sequential, Size = 9)]
internal readonly struct Nine : IExtent
{
    public static int Value => 9;
}

/// <summary>10.</summary>
[StructLayout(LayoutKind.Sequential, Size = 10)]
internal readonly struct Ten : IExtent
{
    public static int Value => 10;
}

/// <summary>11.</summary>
[StructLayout(LayoutKind.Sequential, Size = 11)]
internal readonly struct Eleven : IExtent
{
    public static int Value => 11;
}

/// <summary>12.</summary>
[StructLayout(LayoutKind.Sequential, Size = 12)]
internal readonly struct Twelve : IExtent
{
    public static int Value => 12;
}

/// <summary>13.</summary>
[StructLayout(LayoutKind.Sequential, Size = 13)]
internal readonly struct Thirteen : IExtent
{
    public static int Value => 13;
}

/// <summary>14.</summary>
[StructLayout(LayoutKind.Sequential, Size = 14)]
internal readonly struct Fourteen : IExtent
{
    public static int Value => 14;
}
