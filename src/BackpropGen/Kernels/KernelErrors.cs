using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace BackpropGen.Kernels;

/// <summary>The exceptions of the kernels, out of line so that the checks themselves stay small.</summary>
internal static class KernelErrors
{
    [DoesNotReturn]
    internal static void ThrowNegativeExtent() =>
        throw new ArgumentOutOfRangeException(null, "An extent is zero or positive.");

    [DoesNotReturn]
    internal static void ThrowNegativeStride() =>
        throw new ArgumentOutOfRangeException(null, "A stride is zero or positive.");

    [DoesNotReturn]
    internal static void ThrowTooShort(string name, long length, long needed) =>
        throw new ArgumentException(Text($"The span has {length} elements; the loop reaches {needed}."), name);

    [DoesNotReturn]
    internal static void ThrowRank(string name, int strides, int loops) =>
        throw new ArgumentException(Text($"The operand has {strides} strides for {loops} loops."), name);

    [DoesNotReturn]
    internal static void ThrowInnerStride(string name, int stride) =>
        throw new ArgumentException(Text($"The inner stride is {stride}; it must be 0 or 1."), name);

    [DoesNotReturn]
    internal static void ThrowMapReduces(string name) =>
        throw new ArgumentException("The inner stride of a map's target must be 1.", name);

    [DoesNotReturn]
    internal static void ThrowLabel(string name, int sample, int label, int classes) =>
        throw new ArgumentOutOfRangeException(name, label, Text($"The label of sample {sample} is {label}; there are {classes} classes, 0 to {classes - 1}."));

    [DoesNotReturn]
    internal static void ThrowNoRegister(int bytes) =>
        throw new ArgumentException(Text($"A row of {bytes} bytes fits in no register; the widest have 64."));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
