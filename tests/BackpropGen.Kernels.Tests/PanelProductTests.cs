using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>The three products of a layer whose weights w[o, i] lie in panels [o / width, i, width], against the definition.
/// Elements are small integers, so that every order gives the same number.</summary>
public class PanelProductTests
{
    public static TheoryData<int, int, int, int> Shapes { get; } = new()
    {
        // Samples, inputs, panels, width; the last has outputs whose rows share sets of the first cache.
        { 1, 1, 2, 16 }, { 2, 2, 2, 16 }, { 1, 3, 2, 32 }, { 1, 7, 5, 32 }, { 1, 300, 4, 32 }, { 2, 40, 3, 32 }, { 3, 33, 2, 16 }, { 5, 64, 2, 32 },
        { 16, 5, 3, 32 }, { 32, 64, 2, 32 }, { 37, 129, 17, 32 }, { 64, 300, 4, 16 }, { 130, 70, 3, 32 },
        { 16, 3, 2, 16 }, { 16, 31, 10, 32 }, { 31, 40, 33, 32 }, { 32, 300, 18, 16 }, { 32, 530, 9, 32 }, { 48, 100, 20, 32 }, { 64, 200, 9, 32 }, { 40, 500, 16, 32 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Outputs_inputs_gradients_and_weights_gradients_are_products_over_the_panels(int samples, int inputs, int panels, int width)
    {
        Check<float>(samples, inputs, panels, width);
        Check<double>(samples, inputs, panels, width);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Inputs_gradients_are_the_same_in_registers_of_every_width_and_add_to_what_is_there(int samples, int inputs, int panels, int width)
    {
        CheckInputsGradient<float, Lanes512<float>>(samples, inputs, panels, width);
        CheckInputsGradient<float, Lanes256<float>>(samples, inputs, panels, width);
        CheckInputsGradient<float, Lanes128<float>>(samples, inputs, panels, width);
        CheckInputsGradient<double, Lanes512<double>>(samples, inputs, panels, width);
        CheckInputsGradient<double, Lanes256<double>>(samples, inputs, panels, width);
        CheckInputsGradient<double, Lanes128<double>>(samples, inputs, panels, width);
    }

    private static void CheckInputsGradient<T, TLanes>(int samples, int inputs, int panels, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int outputs = panels * width;
        Random random = new(samples - inputs);
        T[] w = Integers.Draw<T>(random, outputs * inputs), g = Integers.Draw<T>(random, samples * outputs), before = Integers.Draw<T>(random, samples * inputs);
        foreach (bool accumulate in new[] { false, true })
        {
            T[] dx = (T[])before.Clone();
            Product product = new(samples, inputs, width, outputs, 1, 1, width, inputs, 1);
            MatrixProduct.Run<T, TLanes>(panels, width, width * inputs, 0, product, g, w, dx, accumulate);
            AssertEach(
                samples, inputs, outputs,
                (n, i, o) => g[(n * outputs) + o] * w[(((o / width * inputs) + i) * width) + (o % width)],
                (n, i) => accumulate ? dx[(n * inputs) + i] - before[(n * inputs) + i] : dx[(n * inputs) + i]);
        }
    }

    private static void Check<T>(int samples, int inputs, int panels, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputs = panels * width;
        Random random = new(samples + inputs);
        T[] x = Integers.Draw<T>(random, samples * inputs), w = Integers.Draw<T>(random, outputs * inputs), g = Integers.Draw<T>(random, samples * outputs);
        T[] scale = Integers.Draw<T>(random, outputs), y = new T[samples * outputs], scaled = new T[y.Length], dx = new T[x.Length], scaledDx = new T[x.Length], dw = new T[w.Length], scaledDw = new T[w.Length];
        int PlaceOf(int o, int i) => (((o / width * inputs) + i) * width) + (o % width);

        MatrixProduct.MultiplyBatched<T>(panels, 0, width * inputs, width, samples, width, inputs, x, inputs, 1, w, width, 1, y, outputs, 1, false);
        MatrixProduct.MultiplyBatched<T, Times<T>>(
            panels, 0, width * inputs, width, samples, width, inputs, x, inputs, 1, w, width, 1, scaled, outputs, 1, new Operand<T>(scale, 0, 1));
        AssertEach(samples, outputs, inputs, (n, o, i) => x[(n * inputs) + i] * w[PlaceOf(o, i)], (n, o) => y[(n * outputs) + o]);
        AssertEach(samples, outputs, inputs, (n, o, i) => scale[o] * x[(n * inputs) + i] * w[PlaceOf(o, i)], (n, o) => scaled[(n * outputs) + o]);

        MatrixProduct.MultiplyBatched<T>(panels, width, width * inputs, 0, samples, inputs, width, g, outputs, 1, w, 1, width, dx, inputs, 1, false);
        MatrixProduct.MultiplyBatched<T, Times<T>>(
            panels, width, width * inputs, 0, samples, inputs, width, g, outputs, 1, w, 1, width, scaledDx, inputs, 1, x);
        AssertEach(samples, inputs, outputs, (n, i, o) => g[(n * outputs) + o] * w[PlaceOf(o, i)], (n, i) => dx[(n * inputs) + i]);
        AssertEach(samples, inputs, outputs, (n, i, o) => x[(n * inputs) + i] * g[(n * outputs) + o] * w[PlaceOf(o, i)], (n, i) => scaledDx[(n * inputs) + i]);

        MatrixProduct.MultiplyBatched<T>(panels, 0, width, width * inputs, inputs, width, samples, x, 1, inputs, g, outputs, 1, dw, width, 1, false);
        MatrixProduct.MultiplyBatched<T, Times<T>>(
            panels, 0, width, width * inputs, inputs, width, samples, x, 1, inputs, g, outputs, 1, scaledDw, width, 1, w);
        AssertEach(outputs, inputs, samples, (o, i, n) => g[(n * outputs) + o] * x[(n * inputs) + i], (o, i) => dw[PlaceOf(o, i)]);
        AssertEach(outputs, inputs, samples, (o, i, n) => w[PlaceOf(o, i)] * g[(n * outputs) + o] * x[(n * inputs) + i], (o, i) => scaledDw[PlaceOf(o, i)]);
    }

    private static void AssertEach<T>(int rows, int columns, int inner, Func<int, int, int, T> term, Func<int, int, T> actual)
        where T : INumberBase<T>
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                T sum = T.Zero;
                for (int k = 0; k < inner; k++)
                {
                    sum += term(row, column, k);
                }

                Assert.True(sum == actual(row, column), $"[{row}, {column}]: expected {sum}, found {actual(row, column)}.");
            }
        }
    }

    private readonly struct Times<T> : IMap<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static int Arity => 2;

        public static V Invoke<V>(ref readonly Sources<T> x, nuint i)
            where V : unmanaged, ILanes<V, T> => x.A<V>(i) * x.B<V>(i);
    }
}
