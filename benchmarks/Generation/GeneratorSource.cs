using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Benchmarks.Generation;

/// <summary>A model as source text, of a given form and depth.</summary>
/// <param name="Name">The form and the number of layers.</param>
/// <param name="Source">The file.</param>
internal sealed record GeneratorSource(string Name, string Source)
{
    private const string Header = """
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        namespace Benchmarked;


        """;

    /// <summary>The cases of the table: every form at 10, 100 and 1,000 layers.</summary>
    public static IEnumerable<GeneratorSource> All() =>
        from form in Forms
        from layers in new[] { 10, 100, 1000 }
        select form.Value(layers, 64) with { Name = $"{form.Key}-{layers}" };

    /// <summary>The forms by name, each of a number of dense layers and their width.</summary>
    public static IReadOnlyDictionary<string, Func<int, int, GeneratorSource>> Forms { get; } = new Dictionary<string, Func<int, int, GeneratorSource>>
    {
        ["written"] = Written,
        ["repeat"] = Repeated,
        ["residual"] = Residual,
        ["residual-written"] = ResidualWritten,
    };

    /// <summary>A field and a statement for each layer.</summary>
    private static GeneratorSource Written(int layers, int width) => Model(
        "Written",
        Lines(layers, i => $"    private readonly Layer _l{i} = Dense({width});\n"),
        Lines(layers, static i => $"        x = Tanh(_l{i}(x));\n"),
        width);

    /// <summary>The same layers by Repeat and a loop.</summary>
    private static GeneratorSource Repeated(int layers, int width) => Model(
        "Repeated",
        $"    private readonly Layer[] _layers = Repeat({layers}, _ => Dense({width}));\n",
        "        foreach (var layer in _layers) x = Tanh(layer(x));\n",
        width);

    /// <summary>Residual blocks, each of two dense layers, by Repeat.</summary>
    private static GeneratorSource Residual(int layers, int width) => Model(
        "Residual",
        $"    private readonly Layer[] _blocks = Repeat({layers / 2}, _ => Block({width}));\n" + BlockMethod,
        "        foreach (var block in _blocks) x = block(x);\n",
        width);

    /// <summary>The same blocks, a field and a statement for each.</summary>
    private static GeneratorSource ResidualWritten(int layers, int width) => Model(
        "ResidualWritten",
        Lines(layers / 2, i => $"    private readonly Layer _block{i} = Block({width});\n") + BlockMethod,
        Lines(layers / 2, static i => $"        x = _block{i}(x);\n"),
        width);

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(line));

    private const string BlockMethod = """
            [Layer]
            private static Layer Block(int width)
            {
                Layer down = Dense(width / 4), up = Dense(width);
                return x => x + up(Tanh(down(x)));
            }

        """;

    private static GeneratorSource Model(string name, string members, string statements, int width) => new(name, Header + $$"""
        [Model]
        public sealed partial class {{name}}
        {
        {{members}}
            private readonly Layer _head = Dense(10);

            public Tensor Forward([Shape({{width}})] Tensor x)
            {
        {{statements}}
                return _head(x);
            }

            public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }

        """);
}
