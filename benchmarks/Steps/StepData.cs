using System;

namespace BackpropGen.Benchmarks.Steps;

/// <summary>A batch of random samples, and room for a gradient.</summary>
internal sealed class StepData
{
    /// <summary>Draws a batch: inputs and targets between −1 and 1, labels below 10.</summary>
    public StepData(int batch, int inputs, int parameters)
    {
        var random = new Random(1);
        Inputs = Draw(random, batch * inputs);
        Targets = Draw(random, batch);
        Labels = new int[batch];
        for (int i = 0; i < batch; i++)
        {
            Labels[i] = random.Next(10);
        }

        Gradients = new float[parameters];
    }

    public float[] Inputs { get; }

    public float[] Targets { get; }

    public int[] Labels { get; }

    public float[] Gradients { get; }

    private static float[] Draw(Random random, int length)
    {
        float[] values = new float[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = (2 * random.NextSingle()) - 1;
        }

        return values;
    }
}
