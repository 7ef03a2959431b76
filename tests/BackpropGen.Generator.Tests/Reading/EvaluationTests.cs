namespace BackpropGen.Generator.Tests.Reading;

public sealed class EvaluationTests
{
    [Theory]
    [InlineData("return 7 / 2;", 3)]
    [InlineData("return -7 / 2 + 10;", 7)]
    [InlineData("return 17 % 5;", 2)]
    [InlineData("float a = 0.1f, b = 0.2f; return a + b == 0.3f ? 1 : 2;", 1)]
    [InlineData("double a = 0.1, b = 0.2; return a + b == 0.3 ? 1 : 2;", 2)]
    [InlineData("float f = 1f / 3; return (int)(f * 300f);", 100)]
    [InlineData("return (int)3.99;", 3)]
    [InlineData("return 1 << 3 | 1;", 9)]
    [InlineData("return Math.Max(3, 4) + Math.Min(3, 4);", 7)]
    [InlineData("return (int)Math.Sqrt(81) + (int)MathF.Pow(2, 3);", 17)]
    [InlineData("int n = 0; for (int i = 0; i < 5; i++) { if (i == 1) continue; if (i == 4) break; n += i; } return n;", 5)]
    [InlineData("int n = 0; foreach (var i in new[] { 1, 2, 3 }) n += i; return n;", 6)]
    [InlineData("int n = 1; while (n < 50) n *= 2; return n;", 64)]
    [InlineData("int n = 1; do { n++; } while (n < 5); return n;", 5)]
    [InlineData("int n = 3; n <<= 2; n -= 1; n ^= 1; return n--;", 10)]
    [InlineData("byte b = 3; b += 4; return b;", 7)]
    [InlineData("int? n = null; return n ?? 4;", 4)]
    [InlineData("int? n = null; n ??= 5; return n.Value;", 5)]
    [InlineData("switch (3) { case 1: return 1; case > 2 and < 4: return 8; default: return 9; }", 8)]
    [InlineData("switch (\"b\") { case \"a\": return 1; case \"b\": case \"c\": return 2; } return 3;", 2)]
    [InlineData("int n = 0; bool Count() { n++; return true; } switch (3) { case 3 when Count(): break; case 3 when Count(): n = 9; break; default: n = 7; break; } return n;", 1)]
    [InlineData("return (2, 3) switch { (1, _) => 1, (_, 3) => 6, _ => 7 };", 6)]
    [InlineData("return 5 switch { < 3 => 1, not 5 => 2, int k when k == 5 => k, _ => 4 };", 5)]
    [InlineData("object o = 3; return o is int k && k > 2 || false ? k : 1;", 3)]
    [InlineData("var (a, b) = (2, 3); (a, b) = (b, a); return a * 10 + b;", 32)]
    [InlineData("(int Wide, int Deep) t = (4, 5); return t.Wide * t.Item2;", 20)]
    [InlineData("int[] a = [1, 2, 3]; a[^1] = 9; int[] b = [.. a[1..], 4]; return b[1] + b.Length;", 12)]
    [InlineData("var a = new int[4]; a[2] = 6; return a[2] + a[0] + a.Length;", 10)]
    [InlineData("var l = new List<int> { 1, 2 }; l.Add(3); l[0] = 5; return l.Count + l[0] + l[^1];", 11)]
    [InlineData("return Enumerable.Range(1, 3).Select(i => i * i).Sum();", 14)]
    [InlineData("return new[] { 3, 1, 2 }.Where(i => i > 1).ToArray().Length;", 2)]
    [InlineData("int Square(int x) => x * x; return Square(3) + Later(); int Later() => 1;", 10)]
    [InlineData("Func<int, Func<int, int>> add = a => b => a + b; return add(2)(3);", 5)]
    [InlineData("int n = 0; Action<int> bump = k => n += k; bump(2); bump(3); return n;", 5)]
    [InlineData("static int Fib(int k) => k < 2 ? k : Fib(k - 1) + Fib(k - 2); return Fib(9);", 34)]
    [InlineData("return Pick(new[] { 4, 5 }, 1);", 5)]
    [InlineData("return Optional(b: 5);", 15)]
    [InlineData("return Sum(1, 2, 3) + Sum();", 6)]
    [InlineData("const int k = 3; return k * Width;", 24)]
    [InlineData("return Widths[1] + Computed;", 41)]
    [InlineData("return (int)Size.Large;", 9)]
    [InlineData("return Sizes(Size.Large);", 2)]
    [InlineData("var text = $\"a{1}\" + 2; return text.Length;", 3)]
    [InlineData("return nameof(Sum).Length;", 3)]
    [InlineData("return unchecked(int.MaxValue + 1) < 0 ? 1 : 2;", 1)]
    [InlineData("int big = int.MaxValue; return unchecked(big + 1) < 0 ? 1 : 2;", 1)]
    [InlineData("List<Func<int>> all = []; for (int i = 0; i < 3; i++) { int j = i; all.Add(() => j); } return all[1]() + 1;", 2)]
    [InlineData("return new[] { 1, 2, 3 }.Aggregate(0, (a, b) => a * 2 + b);", 11)]
    [InlineData("bool isDeep = true; isDeep &= !false; return isDeep ? 1 : 2;", 1)]
    [InlineData("string? s = null; return s?.Length ?? 3;", 3)]
    public void Concrete_code_is_evaluated_as_it_would_run(string body, int expected)
    {
        var result = GeneratorHost.Read($$"""
            public enum Size { Small, Large = 9 }

            [Model]
            public partial class M
            {
                private const int Width = 8;
                private static readonly int[] Widths = [16, Width * 4];
                private static int Computed => Widths.Length + 7;
                private readonly Layer _l = Dense(Value());

                private static T Pick<T>(T[] items, int index) => items[index];
                private static int Optional(int a = 10, int b = 2) => a + b;
                private static int Sum(params int[] values) { int sum = 0; foreach (int v in values) sum += v; return sum; }
                private static int Sizes(Size size) => size switch { Size.Small => 1, Size.Large => 2, _ => 3 };
                private static int Value() { {{body}} }

                public Tensor Forward([Shape(1)] Tensor x) => _l(x);
            }
            """);
        Assert.Equal($"l.weight[{expected}, 1]", result.Parameters.First());
    }

    [Theory]
    [InlineData("=> 2 * x + 1;")]
    [InlineData("=> 1 + x * 2.0;")]
    [InlineData("{ x *= 2; x += 1; return x; }")]
    [InlineData("{ var y = -(-x); return y + x - -1f; }")]
    [InlineData("{ Tensor one = 1; const int two = 2; return x * two + one; }")]
    public void Equal_mathematics_makes_one_equal_graph(string body)
    {
        string[] functions = [.. new[] { body, "=> x + x + 1;" }.Select(static text => GeneratorHost.Read($$"""
            [Model] public partial class M { public Tensor Forward([Shape(3)] Tensor x) {{text}} }
            """).Sound.Training)
            .Select(static graph => Optimization.Optimizer.Optimize(graph))
            .Select(static graph => ((Graphs.Map)graph.Nodes[graph.Outputs[0].Node].Primitive).Function.ToString())];
        Assert.Equal(functions[1], functions[0]);
    }

    [Fact]
    public void Locals_name_nodes_and_the_first_name_stays()
    {
        var graph = GeneratorHost.Read("""
            [Model] public partial class M
            {
                public Tensor Forward([Shape(3)] Tensor x) { var h = Tanh(x); var other = h; h = Exp(h); return h; }
            }
            """).Sound.Training;
        Assert.Equal(["h", "h"], graph.Nodes.Select(static node => node.Name).Where(static name => name is not null));
    }

    [Fact]
    public void Training_and_inference_are_read_apart()
    {
        var model = GeneratorHost.Read("""
            [Model] public partial class M { public Tensor Forward([Shape(3)] Tensor x) => IsTraining ? Tanh(x) : Exp(x); }
            """).Sound;
        Assert.NotEqual(model.Training, model.Inference);
    }

    [Fact]
    public void Precision_decides_between_overloads_of_a_mapped_function()
    {
        const string Source = """
            [Model(Precision = Precision.{0})] public partial class M
            {{
                public static float F(float x) => x + 1;
                public static double F(double x) => x * x;
                public Tensor Forward([Shape(3)] Tensor x) => Map(F, x);
            }}
            """;
        var single = GeneratorHost.Read(string.Format(null, Source, "Single")).Sound.Training;
        var @double = GeneratorHost.Read(string.Format(null, Source, "Double")).Sound.Training;
        Assert.NotEqual(single.Nodes[^1], @double.Nodes[^1]);
    }

    [Fact]
    public void Mapped_lambdas_see_the_numbers_around_them()
    {
        var result = GeneratorHost.Read("""
            [Model] public partial class M
            {
                private const float Slope = 0.5f;
                public Tensor Forward([Shape(3)] Tensor x, [Shape(3)] Tensor y)
                {
                    float scale = 2;
                    return Map((a, b) => a > 0 ? scale * a : Slope * b, x, y);
                }
            }
            """);
        Assert.Equal(2, result.Sound.Training.Nodes[result.Sound.Training.Outputs[0].Node].Operands.Length);
    }

    [Fact]
    public void A_loss_may_give_a_weight_and_the_model_a_penalty()
    {
        var roles = GeneratorHost.Read(Samples.NormalizedRegressor).Sound.Inference.Outputs.Select(static output => output.Role.ToString());
        Assert.Equal(["Prediction", "Prediction", "LossValue", "LossWeight", "Penalty"], roles);
    }

    [Fact]
    public void A_loss_sees_inputs_by_name_and_outputs_by_position()
    {
        var model = GeneratorHost.Read("""
            [Model] public partial class M
            {
                private readonly Layer _l = Dense(3);
                public Tensor Forward([Shape(3)] Tensor source) => _l(source);
                public static Tensor Loss(Tensor source, Tensor rebuilt) => MeanSquaredError(rebuilt, source);
            }
            """).Sound;
        Assert.Empty(model.Targets);
        Assert.Equal("rebuilt", model.Training.Outputs[0].Name);
        Assert.True(model.HasLoss);
    }

    [Fact]
    public void Every_expression_leads_back_to_its_place()
    {
        var result = GeneratorHost.Read(Samples.DigitClassifier);
        var graph = result.Sound.Training;
        string Text(Microsoft.CodeAnalysis.Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);
        int up = Enumerable.Range(0, graph.Nodes.Length).First(node => graph.Nodes[node].Place == "blocks.3.up" && graph.Nodes[node].Operands.Length > 0);
        Assert.Equal("up(Tanh(down(x)))", Text(result.Sources.Nodes[up]));
        Assert.Equal("down", Text(result.Sources.FindPlace("blocks.3.down.weight")!));
        Assert.Equal("_blocks", Text(result.Sources.FindPlace("blocks.3")!));
    }

    [Fact]
    public void Every_layer_leads_back_to_the_call_that_made_it()
    {
        var result = GeneratorHost.Read("""
            [Model] public partial class M
            {
                private readonly Layer _stem = Dense(4), _mlp = Sequence(Dense(6), Tanh, Dense(4));
                private readonly Layer[] _blocks = Repeat(2, _ => Block(4));
                private readonly Parameter _scale = Parameter(4);

                public Tensor Forward([Shape(3)] Tensor x)
                {
                    x = _mlp(_stem(x)) * _scale;
                    foreach (var block in _blocks) x = block(x);
                    return MatMul(x, get_Weight(_stem));
                }

                [Layer] public static Layer Block(int width)
                {
                    Layer down = Dense(width / 2), up = Dense(width);
                    return x => up(down(x));
                }
            }
            """);
        string? Text(string path) => result.Sources.Makings.TryGetValue(path, out var making)
            ? $"{making.Function}: {making.Location.SourceTree!.GetText().ToString(making.Location.SourceSpan)}"
            : null;
        Assert.False(result.Sound.IsBroken);
        Assert.Equal("Dense: Dense(4)", Text("stem"));
        Assert.Equal("Dense: Dense(6)", Text("mlp.0"));
        Assert.Equal("Sequence: Sequence(Dense(6), Tanh, Dense(4))", Text("mlp"));
        Assert.Equal("Dense: Dense(width / 2)", Text("blocks.1.down"));
        Assert.Equal(result.Sources.Makings["blocks.0.up"], result.Sources.Makings["blocks.1.up"]);
        Assert.Equal("Parameter: Parameter(4)", Text("scale"));
        Assert.Null(Text("blocks.1"));
        Assert.True(result.Sources.IsTied("stem"));
        Assert.False(result.Sources.IsTied("mlp.0"));
    }
}
