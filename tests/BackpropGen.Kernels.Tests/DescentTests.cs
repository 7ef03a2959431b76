using System;
using System.Numerics;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>A descent within a product moves parameters just as their stored gradient would, to the last bit.</summary>
public class DescentTests
{
    private const double Rate = 0.01;

    public static TheoryData<int, int, int, int> Shapes { get; } = new()
    {
        // Samples, inputs, panels, width: of tiles that are full or not, of one sample, one input, small products, long sums, one panel,
        // as many inputs as are done in blocks, and outputs whose rows share sets of the first cache.
        { 64, 784, 2, 32 }, { 32, 64, 2, 32 }, { 5, 33, 3, 32 }, { 2, 2, 2, 16 }, { 128, 61, 2, 16 }, { 272, 20, 1, 32 }, { 273, 20, 2, 32 },
        { 1, 40, 2, 32 }, { 7, 1, 3, 32 }, { 1, 1, 1, 16 }, { 600, 5, 1, 16 }, { 32, 64, 1, 32 }, { 20, 30, 1, 96 }, { 200, 784, 1, 32 },
        { 40, 500, 16, 32 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Parameters_have_the_bits_that_their_stored_gradient_gives(int samples, int inputs, int panels, int width)
    {
        Check(samples, inputs, panels, width, (float)Rate);
        Check(samples, inputs, panels, width, Rate);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Without_a_descent_the_gradient_is_stored(int samples, int inputs, int panels, int width)
    {
        var layer = new Layer<float>(samples, inputs, panels, width);
        float[] gradients = new float[layer.Parameters.Length];
        layer.Multiply(gradients, default);
        Assert.Equal(layer.Gradients(), gradients);
    }

    [Fact]
    public void Every_width_of_registers_moves_parameters_by_its_own_gradient()
    {
        CheckWidth<Lanes512<float>, float>((float)Rate);
        CheckWidth<Lanes256<float>, float>((float)Rate);
        CheckWidth<Lanes128<float>, float>((float)Rate);
        CheckWidth<Lanes512<double>, double>(Rate);
        CheckWidth<Lanes256<double>, double>(Rate);
        CheckWidth<Lanes128<double>, double>(Rate);
    }

    [Fact]
    public void Parameters_that_are_too_few_throw()
    {
        var layer = new Layer<float>(8, 20, 2, 32);
        Assert.Throws<ArgumentException>(() => layer.Multiply(new float[20 * 64], new(new float[(20 * 64) - 1], 1)));
        Assert.Throws<ArgumentException>(() => layer.Multiply(new float[20 * 64], new Descent<float>(new float[20 * 64], 1).Slice(1)));
    }

    private static void Check<T>(int samples, int inputs, int panels, int width, T rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var layer = new Layer<T>(samples, inputs, panels, width);
        T[] moved = (T[])layer.Parameters.Clone();
        layer.Multiply(new T[moved.Length], new(moved, rate));
        AssertMoved(layer.Parameters, layer.Gradients(), rate, moved);
    }

    private static void CheckWidth<TLanes, T>(T rate)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Samples = 50, Inputs = 45, Panels = 2, Width = 32, Outputs = Panels * Width;
        var layer = new Layer<T>(Samples, Inputs, Panels, Width);
        var product = new Product(Inputs, Width, Samples, 1, Inputs, Outputs, 1, Width, 1);
        T[] moved = (T[])layer.Parameters.Clone(), gradients = new T[moved.Length];
        MatrixProduct.Run<T, TLanes>(Panels, 0, Width, Inputs * Width, product, layer.X, layer.Y, gradients, accumulate: false);
        MatrixProduct.Descend<T, TLanes>(Panels, Width, product, layer.X, layer.Y, new(moved, rate));
        AssertMoved(layer.Parameters, gradients, rate, moved);
    }

    private static void AssertMoved<T>(T[] parameters, T[] gradients, T rate, T[] moved)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < moved.Length; i++)
        {
            T expected = parameters[i] - (rate * gradients[i]);
            Assert.True(expected == moved[i], $"[{i}]: expected {expected}, found {moved[i]}.");
        }
    }

    /// <summary>Inputs, gradients of outputs, and weights in panels, all between −1 and 1.</summary>
    private sealed class Layer<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly int _samples, _inputs, _panels, _width;

        internal Layer(int samples, int inputs, int panels, int width)
        {
            (_samples, _inputs, _panels, _width) = (samples, inputs, panels, width);
            var random = new Random(samples + inputs);
            X = Draw(random, samples * inputs);
            Y = Draw(random, samples * panels * width);
            Parameters = Draw(random, inputs * panels * width);
        }

        internal T[] X { get; }

        internal T[] Y { get; }

        internal T[] Parameters { get; }

        internal void Multiply(T[] gradients, Descent<T> descent) => MatrixProduct.MultiplyPanels(
            _panels, _width, _inputs, _width, _samples, X, 1, _inputs, Y, _panels * _width, 1, gradients, descent);

        internal T[] Gradients()
        {
            T[] gradients = new T[Parameters.Length];
            MatrixProduct.MultiplyBatched<T>(
                _panels, 0, _width, _inputs * _width, _inputs, _width, _samples, X, 1, _inputs, Y, _panels * _width, 1, gradients, _width, 1, false);
            return gradients;
        }

        private static T[] Draw(Random random, int length)
        {
            T[] values = new T[length];
            for (int i = 0; i < length; i++)
            {
                values[i] = T.CreateTruncating((2 * random.NextDouble()) - 1);
            }

            return values;
        }
    }
}
