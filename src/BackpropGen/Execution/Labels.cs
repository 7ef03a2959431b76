using System.Runtime.CompilerServices;
using BackpropGen.Kernels;

namespace BackpropGen.Execution;

/// <summary>Checks the classes that a caller hands to a generated method, before anything is computed. Called by generated code.</summary>
public static class Labels
{
    /// <summary>Sees that each label is a class.</summary>
    /// <param name="labels">The labels, one for each sample.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="name">The column's name.</param>
    /// <exception cref="ArgumentOutOfRangeException">A label is negative, or not below the number of classes.</exception>
    /// <remarks>A loop of its own: it is compiled in less than a millisecond, a search over vectors in ten.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Require(ReadOnlySpan<int> labels, int classes, string name)
    {
        for (int sample = 0; sample < labels.Length; sample++)
        {
            if ((uint)labels[sample] >= (uint)classes)
            {
                KernelErrors.ThrowLabel(name, sample, labels[sample], classes);
            }
        }
    }
}
