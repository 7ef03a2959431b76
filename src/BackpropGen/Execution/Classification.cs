using System.Numerics;
using System.Numerics.Tensors;

namespace BackpropGen.Execution;

/// <summary>Counts what a classifier gets right. Called by generated code.</summary>
public static class Classification
{
    /// <summary>The number of samples whose largest output is at their label.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="outputs">One row of outputs for each sample.</param>
    /// <param name="classes">The number of outputs of a sample.</param>
    /// <param name="labels">The true classes.</param>
    public static int CountCorrect<T>(ReadOnlySpan<T> outputs, int classes, ReadOnlySpan<int> labels)
        where T : unmanaged, INumber<T>
    {
        int correct = 0;
        for (int sample = 0; sample < labels.Length; sample++)
        {
            if (TensorPrimitives.IndexOfMax(outputs.Slice(sample * classes, classes)) == labels[sample])
            {
                correct++;
            }
        }

        return correct;
    }
}
