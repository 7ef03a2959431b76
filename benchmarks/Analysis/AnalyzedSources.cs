using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Benchmarks.Analysis;

/// <summary>Many different models of some twenty weighted layers, a file each, and as many ordinary classes.</summary>
internal static class AnalyzedSources
{
    private const int Layers = 20;

    private const string Header = """
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        namespace Analyzed;


        """;

    private static readonly string[] Activations = ["Relu", "Tanh", "Gelu", "Swish", "Elu", "Selu", "LeakyRelu", "Sigmoid", "Softplus"];
    private static readonly int[] Widths = [16, 32, 48, 64, 96, 128, 256, 384];

    private static readonly Func<int, string, int, string>[] Forms =
        [Plain, Tapered, Written, Residual, PreNormalized, BatchNormalized, Mapped, Gated, Dense, Recurrent];

    /// <summary>Models, each another in its form, activation, width and initializer.</summary>
    /// <param name="count">How many.</param>
    /// <param name="version">Another version is as large, but has other numbers in it: nothing of it was estimated before.</param>
    public static IEnumerable<string> Models(int count, int version = 0) => Enumerable.Range(0, count).Select(number =>
        (Header + Forms[number % Forms.Length](number, Activations[number % Activations.Length], Widths[number % Widths.Length]))
            .Replace("scale", FormattableString.Invariant($"{1 + (1e-3 * version)}"), StringComparison.Ordinal));

    /// <summary>Classes that know nothing of BackpropGen, as long as the models.</summary>
    public static IEnumerable<string> Classes(int count) => Enumerable.Range(0, count).Select(static number => $$"""
        namespace Analyzed;

        public static class Polynomial{{number}}
        {
        {{Lines(Layers, static i => $"    public static double Term{i}(double x)\n    {{\n        double y = x * {i};\n        return System.Math.Tanh(y) + (y * {i + 1});\n    }}\n")}}
            public static double Sum(double x)
            {
                double sum = 0;
        {{Lines(Layers, static i => $"        sum += Term{i}(x);\n")}}        return sum;
            }
        }

        """);

    private static string Plain(int number, string activation, int width) => Model(
        number, width,
        $"    private readonly Layer[] _layers = Repeat({Layers - 1}, _ => Dense({width}, weightInitializer: Initializer.HeNormal));\n",
        $"        foreach (var layer in _layers) x = {activation}(layer(x));\n");

    private static string Tapered(int number, string activation, int width) => Model(
        number, width,
        $"    private readonly Layer[] _layers = Repeat({Layers - 1}, i => Dense({width} + 8 * ({Layers} - i), weightInitializer: Initializer.LecunNormal));\n",
        $"        for (int i = 0; i < _layers.Length; i++) x = i % 3 == 0 ? {activation}(_layers[i](x)) : Relu(_layers[i](x));\n");

    private static string Written(int number, string activation, int width) => Model(
        number, width,
        Lines(Layers - 1, i => $"    private readonly Layer _layer{i} = Dense({width + (4 * (i % 5))});\n"),
        Lines(Layers - 1, i => $"        x = {(i % 2 == 0 ? activation : "Gelu")}(_layer{i}(x));\n"));

    private static string Residual(int number, string activation, int width) => Model(
        number, width,
        $"    private readonly Layer[] _blocks = Repeat({(Layers - 1) / 2}, _ => Block({width}));\n" + Block(
            "Layer down = Dense(width / 4), up = Dense(width);", $"x + up({activation}(down(x)))"),
        "        foreach (var block in _blocks) x = block(x);\n");

    private static string PreNormalized(int number, string activation, int width) => Model(
        number, width,
        $"    private readonly Layer[] _blocks = Repeat({(Layers - 1) / 2}, _ => Block({width}));\n" + Block(
            "Layer normalize = LayerNorm(), down = Dense(width * 2), up = Dense(width);", $"x + up({activation}(down(normalize(x))))"),
        "        foreach (var block in _blocks) x = block(x);\n");

    private static string BatchNormalized(int number, string activation, int width) => Model(
        number, width,
        $"    private readonly (Layer Linear, Layer Normalize)[] _layers = Repeat({Layers - 1}, _ => (Dense({width}, bias: false), BatchNorm()));\n",
        $"        foreach (var layer in _layers) x = {activation}(layer.Normalize(layer.Linear(x)));\n");

    private static string Mapped(int number, string activation, int width) => Model(
        number, width,
        $"    private readonly Layer[] _layers = Repeat({Layers - 1}, _ => Dense({width}));\n"
        + $"\n    [Differentiable]\n    public static float Own(float x) => x * System.MathF.Tanh(System.MathF.Log(1 + System.MathF.Exp(x))) + {number % 7}f / 8 * x;\n",
        $"        foreach (var layer in _layers) x = Map(Own, {activation}(layer(x)));\n");

    private static string Gated(int number, string activation, int width) => Model(
        number, width,
        $"    private readonly (Layer Value, Layer Gate)[] _layers = Repeat({(Layers - 1) / 2}, _ => (Dense({width}), Dense({width})));\n",
        $"        foreach (var (value, gate) in _layers) x = {activation}(value(x)) * Sigmoid(gate(x)) + x;\n");

    private static string Dense(int number, string activation, int width) => Model(
        number, width,
        $"    private readonly Layer[] _layers = Repeat({Layers - 1}, _ => Dense({width}));\n",
        $"        foreach (var layer in _layers) x = Concatenate({activation}(layer(x)), Slice(x, 0, 0, 16));\n");

    private static string Recurrent(int number, string activation, int width) => Model(
        number, width,
        $"    private readonly Layer _recurrent = Dense({width}), _input = Dense({width}, bias: false);\n",
        $"        var state = Tanh(_input(x));\n        for (int step = 0; step < {Layers - 3}; step++) state = {activation}(_recurrent(state) + _input(x));\n        x = state;\n");

    private static string Block(string members, string result) => $$"""

            [Layer]
            private static Layer Block(int width)
            {
                {{members}}
                return x => {{result}};
            }

        """;

    private static string Model(int number, int width, string members, string statements) => $$"""
        [Model]
        public sealed partial class Model{{number}}
        {
        {{members}}
            private readonly Layer _head = Dense(10);

            public Tensor Forward([Shape({{width}})] Tensor x)
            {
                x = scale * x;
        {{statements}}
                return _head(x);
            }

            public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }

        """;

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(line));
}
