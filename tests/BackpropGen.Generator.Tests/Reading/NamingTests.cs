namespace BackpropGen.Generator.Tests.Reading;

public sealed class NamingTests
{
    [Theory]
    [InlineData("Layer _l = Dense(2);", "_l(x)", "l")]
    [InlineData("Layer l = Dense(2);", "l(x)", "l")]
    [InlineData("Layer L { get; } = Dense(2);", "L(x)", "L")]
    [InlineData("Layer[] _a = [Dense(2)];", "_a[0](x)", "a.0")]
    [InlineData("Layer[] _a = new Layer[] { Dense(2) };", "_a[0](x)", "a.0")]
    [InlineData("List<Layer> _a = [Dense(3), Dense(2)];", "_a[1](x)", "a.1")]
    [InlineData("Layer[] _a = [.. Repeat(2, _ => Dense(3)), Dense(2)];", "_a[2](x)", "a.2")]
    [InlineData("Layer[] _a = [Dense(3), .. Repeat(2, _ => Dense(2))];", "_a[2](x)", "a.2")]
    [InlineData("(Layer, Layer) _t = (Dense(3), Dense(2));", "_t.Item2(x)", "t.1")]
    [InlineData("(Layer First, Layer Second) _t = (Dense(3), Dense(2));", "_t.Second(x)", "t.Second")]
    [InlineData("Layer[] _a = Repeat(3, i => Dense(i + 1));", "_a[1](x)", "a.1")]
    [InlineData("Layer[] _a = Many(3);", "_a[1](x)", "a.made.1")]
    [InlineData("Layer[] _a = Enumerable.Range(1, 3).Select(i => Dense(i)).ToArray();", "_a[1](x)", "a.1")]
    [InlineData("Layer _l = Nested();", "_l(x)", "l.outer.inner")]
    [InlineData("Layer _l = Sequence(Tanh, Dense(2));", "_l(x)", "l.1")]
    [InlineData("Func<int, Layer> _make = n => Dense(n);", "Made(x)", "made")]
    [InlineData("Layer _l = Wrap(Dense(2));", "_l(x)", "l")]
    [InlineData("Func<Tensor, Tensor, Tensor> _two = Two();", "_two(x, x)", "two.both")]
    public void A_parameter_is_named_by_the_place_that_made_it(string member, string use, string path)
    {
        var result = GeneratorHost.Read($$"""
            [Model]
            public partial class M
            {
                private readonly {{member}}

                private static Layer[] Many(int count)
                {
                    var made = new Layer[count];
                    for (int i = 0; i < count; i++) made[i] = Dense(i + 1);
                    return made;
                }

                private static Layer Nested() { Layer outer = Inner(); return x => outer(x); }
                private static Layer Inner() { var inner = Dense(2); return x => inner(x); }
                private static Layer Wrap(Layer layer) => x => Tanh(layer(x));
                private static Func<Tensor, Tensor, Tensor> Two() { Layer both = Dense(2); return (a, b) => both(a + b); }
                private Tensor Made(Tensor x) { Layer made = Dense(2); return made(x); }

                public Tensor Forward([Shape(4)] Tensor x) => {{use}};
            }
            """.Replace("private readonly Layer L {", "private Layer L {"));
        Assert.Equal([path + ".weight[2, 4]", path + ".bias[2]"], result.Parameters);
    }

    [Fact]
    public void One_layer_used_twice_shares_and_two_made_do_not()
    {
        var result = GeneratorHost.Read("""
            [Model] public partial class M
            {
                private readonly Layer _a = Dense(4), _b = Dense(4);
                public Tensor Forward([Shape(4)] Tensor x) => _b(_a(_a(x)));
            }
            """);
        Assert.Equal(["a.weight[4, 4]", "a.bias[4]", "b.weight[4, 4]", "b.bias[4]"], result.Parameters);
    }

    [Fact]
    public void Inherited_fields_are_read()
    {
        var result = GeneratorHost.Read("""
            public abstract class Base
            {
                protected readonly Layer _stem = Dense(3);
                protected abstract int Width { get; }
                protected virtual Tensor Activate(Tensor x) => Tanh(x);
                public Tensor Forward([Shape(4)] Tensor x) { Layer head = Dense(Width); return head(Activate(_stem(x))); }
            }

            [Model] public partial class M : Base
            {
                protected override int Width => 7;
                protected override Tensor Activate(Tensor x) => Exp(base.Activate(x));
            }
            """);
        Assert.Contains("stem.weight[3, 4]", result.Parameters);
        Assert.Contains("head.weight[7, 3]", result.Parameters);
    }

    [Fact]
    public void Generic_layers_and_functions_of_tuples_compose()
    {
        var result = GeneratorHost.Read("""
            public static class Blocks
            {
                [Layer]
                public static Func<(Tensor X, Tensor State), (Tensor Y, Tensor State)> Cell<T>(int width, T[] activations, Func<T, Layer> choose)
                {
                    Layer mix = Dense(width);
                    return input =>
                    {
                        var state = choose(activations[0])(mix(Concatenate(input.X, input.State)));
                        return (state, state);
                    };
                }
            }

            [Model] public partial class M
            {
                private readonly Func<(Tensor X, Tensor State), (Tensor Y, Tensor State)> _cell = Blocks.Cell(3, new[] { "tanh" }, Choose);
                private static Layer Choose(string name) => name switch { "tanh" => Tanh, _ => Relu };
                public Tensor Forward([Shape(2)] Tensor x, [Shape(3)] Tensor h)
                {
                    for (int step = 0; step < 2; step++) (_, h) = _cell((x, h));
                    return h;
                }
            }
            """);
        Assert.Equal(["cell.mix.weight[3, 5]", "cell.mix.bias[3]"], result.Parameters);
    }

    [Fact]
    public void Partial_models_and_source_in_other_files_are_read()
    {
        var compilation = GeneratorHost.Compile(
            GeneratorHost.Usings + "[Model] public partial class M { private readonly Layer _l = Dense(Sizes.Width); }",
            GeneratorHost.Usings + "public partial class M { public Tensor Forward([Shape(2)] Tensor x) => _l(x); } static class Sizes { public static readonly int Width = 5; }");
        Assert.Equal(["l.weight[5, 2]", "l.bias[5]"], GeneratorHost.Read(compilation).Parameters);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_thousand_layers_are_read(bool byRepeat)
    {
        string source = byRepeat
            ? """
            [Model] public partial class M
            {
                private readonly Layer[] _blocks = Repeat(1000, _ => Dense(8));
                public Tensor Forward([Shape(8)] Tensor x) { foreach (var block in _blocks) x = Tanh(block(x)); return x; }
            }
            """
            : $$"""
            [Model] public partial class M
            {
                {{string.Concat(Enumerable.Range(0, 1000).Select(static i => $"private readonly Layer _l{i} = Dense(8);\n"))}}
                public Tensor Forward([Shape(8)] Tensor x) { {{string.Concat(Enumerable.Range(0, 1000).Select(static i => $"x = Tanh(_l{i}(x));\n"))}} return x; }
            }
            """;
        // How long it takes is a benchmark's to say: a test that watches the clock fails on a busy machine.
        Assert.Equal(2000, GeneratorHost.Read(source).Sound.Parameters.Length);
    }
}
