using System;
using BackpropGen.Kernels;

namespace BackpropGen.Benchmarks.Kernels;

/// <summary>The three products of a dense layer, for the shapes of usual models.</summary>
internal static class ProductBenchmark
{
    private static readonly (int Inputs, int Outputs, int Batch)[] Shapes =
        [(784, 128, 64), (784, 512, 128), (512, 512, 128), (1024, 1024, 32), (64, 64, 32), (128, 10, 64), (16, 16, 32), (64, 64, 1)];

    /// <summary>Prints GFLOP/s and the percentage of the machine's peak, measured in the same rounds.</summary>
    public static void Run(int rounds, Statistic statistic)
    {
        Measurement.PrintMachine();
        var peer = OpenBlas.Find();
        Console.WriteLine(peer is null ? "# OpenBLAS is not installed" : "# OpenBLAS beside, 1 thread");
        Console.WriteLine($"{"inputs x outputs, batch",-24}{"product",-9}{"GFLOP/s",9}{"% peak",8}{"OpenBLAS",10}{"ratio",7}");
        double logarithms = 0;
        int count = 0;
        foreach (var (inputs, outputs, batch) in Shapes)
        {
            // x [batch, inputs], weight [outputs, inputs], y [batch, outputs].
            float[] x = Ramp(batch * inputs), weight = Ramp(outputs * inputs), y = Ramp(batch * outputs);
            float[] result = new float[Math.Max(Math.Max(x.Length, weight.Length), y.Length)];
            var layer = new Layer(inputs, outputs, batch, x, weight, y, result);
            string shape = $"{inputs}x{outputs}, {batch}";
            logarithms += Measure(shape, "forward", rounds, statistic, peer, layer, layer.Forward, (batch, outputs, inputs), (x, false), (weight, true));
            logarithms += Measure(shape, "dX", rounds, statistic, peer, layer, layer.InputGradient, (batch, inputs, outputs), (y, false), (weight, false));
            logarithms += Measure(shape, "dW", rounds, statistic, peer, layer, layer.WeightGradient, (outputs, inputs, batch), (y, true), (x, false));
            count += 3;
        }

        if (peer is not null)
        {
            Console.WriteLine($"geometric mean of the ratios: {Math.Exp(logarithms / count):F2}");
        }
    }

    /// <returns>The logarithm of the ratio to the peer.</returns>
    private static double Measure(
        string shape, string name, int rounds, Statistic statistic, OpenBlas? peer, Layer layer, Action product,
        (int Rows, int Columns, int Inner) size, (float[] Values, bool Transposed) a, (float[] Values, bool Transposed) b)
    {
        var ours = new Contestant(calls =>
        {
            for (int i = 0; i < calls; i++)
            {
                product();
            }
        });
        var theirs = peer is null ? null : new Contestant(calls =>
        {
            for (int i = 0; i < calls; i++)
            {
                peer.Multiply(size.Rows, size.Columns, size.Inner, a.Values, a.Transposed, b.Values, b.Transposed, layer.Result);
            }
        });
        var machine = new Contestant(MachinePeak.Run);
        Contestant.Compete(rounds, warmUp: 0.2, round: 0.01, ours, theirs, machine);
        double operations = 2e-9 * size.Rows * size.Columns * size.Inner;
        double peak = 1e-9 * MachinePeak.OperationsPerCall / machine.Of(statistic);
        double speed = operations / ours.Of(statistic);
        double ratio = theirs is null ? 1 : theirs.Of(statistic) / ours.Of(statistic);
        string beside = theirs is null ? $"{"-",10}{"-",7}" : $"{operations / theirs.Of(statistic),10:F1}{ratio,7:F2}";
        Console.WriteLine($"{shape,-24}{name,-9}{speed,9:F1}{100 * speed / peak,8:F0}{beside}");
        return Math.Log(ratio);
    }

    private static float[] Ramp(int length)
    {
        float[] values = new float[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = (i % 17) - 8;
        }

        return values;
    }
}
