using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.CodeFixes;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Fixes;

/// <summary>The fix of BPG0006, BPG0012 and BPG0015 where a <c>Flatten</c> is missing.</summary>
public sealed class InsertFlattenFixTests
{
    private const string Label = "[Classes(10)] ClassLabel digit";
    private const string Target = "[Shape(10)] Tensor target";
    private static readonly InsertFlattenFix Fix = new();

    [Theory]
    [InlineData("_head(Relu(_hidden(image)))", "_head(Relu(_hidden(Flatten(image))))", Label, "{|BPG0006:SoftmaxCrossEntropy(y, digit)|}")]
    [InlineData("_head(Relu(_hidden(image)))", "_head(Relu(_hidden(Flatten(image))))", Target, "{|BPG0006:MeanSquaredError(y, target)|}")]
    [InlineData("_head(Relu(_hidden(image)))", "_head(Relu(_hidden(Flatten(image))))", Target, "{|BPG0015:Sum(Square(y - target), -1)|}")]
    [InlineData("_head(Relu(_hidden(/* pixels */ image)))", "_head(Relu(_hidden(/* pixels */ Flatten(image))))", Label, "{|BPG0006:SoftmaxCrossEntropy(y, digit)|}")]
    [InlineData("_head(Relu(_hidden(image / 255)))", "_head(Relu(_hidden(Flatten(image) / 255)))", Label, "{|BPG0006:SoftmaxCrossEntropy(y, digit)|}")]
    public Task An_image_that_a_dense_layer_took_row_by_row_is_flattened(string before, string after, string target, string loss) =>
        Verify.Fixes(Model(before, target, loss), Model(after, target, Unmarked(loss)), Fix);

    [Theory]
    [InlineData("{|BPG0006:Concatenate(image, Constant(new double[] { 1, 2 }))|}", "Concatenate(Flatten(image), Constant(new double[] { 1, 2 }))")]
    [InlineData("{|BPG0006:image + _hidden(Flatten(image))|}", "Flatten(image) + _hidden(Flatten(image))")]
    public Task An_operand_that_lacks_it_is_flattened_in_Forward(string before, string after) =>
        Verify.Fixes(Model($"_head({before})", Label, "SoftmaxCrossEntropy(y, digit)"), Model($"_head({after})", Label, "SoftmaxCrossEntropy(y, digit)"), Fix);

    [Fact]
    public Task An_operand_of_the_loss_is_flattened_where_that_is_what_lacks() => Verify.Fixes(
        Model("Reshape(_head(Flatten(image)), 2, 5)", Label, "{|BPG0012:SoftmaxCrossEntropy(y, digit)|}"),
        Model("Reshape(_head(Flatten(image)), 2, 5)", Label, "SoftmaxCrossEntropy(Flatten(y), digit)"),
        Fix);

    [Fact]
    public Task An_image_that_is_used_twice_is_flattened_twice() => Verify.Fixes(
        Model("_head(_hidden(image) + Relu(_other(image)))", Label, "{|BPG0006:SoftmaxCrossEntropy(y, digit)|}"),
        Model("_head(_hidden(Flatten(image)) + Relu(_other(Flatten(image))))", Label, "SoftmaxCrossEntropy(y, digit)"),
        Fix);

    [Fact]
    public Task A_function_that_is_not_in_scope_is_named_in_full() => Verify.Fixes(
        WithoutUsing(Model("_head(Functions.Relu(_hidden(image)))", Label, "{|BPG0006:Functions.SoftmaxCrossEntropy(y, digit)|}")),
        WithoutUsing(Model("_head(Functions.Relu(_hidden(global::BackpropGen.Functions.Flatten(image))))", Label, "Functions.SoftmaxCrossEntropy(y, digit)")),
        Fix);

    [Fact]
    public Task All_models_of_a_file_are_fixed_at_once()
    {
        string before = Model("_head(Relu(_hidden(image)))", Label, "{|BPG0006:SoftmaxCrossEntropy(y, digit)|}");
        string after = Model("_head(Relu(_hidden(Flatten(image))))", Label, "SoftmaxCrossEntropy(y, digit)");
        return Verify.FixesAll(before + Second(before), after + Second(after), Fix);
    }

    [Theory]
    [InlineData("_head(Relu(_hidden(Flatten(image))))", "[Classes(9)] ClassLabel digit", "{|BPG0012:SoftmaxCrossEntropy(y, digit)|}")]
    [InlineData("_head(Relu(_hidden(Flatten(image))))", "[Shape(9)] Tensor target", "{|BPG0006:MeanSquaredError(y, target)|}")]
    [InlineData("_head(Relu(_hidden(Flatten(image))))", Target, "{|BPG0015:Square(y - target)|}")]
    [InlineData("_head({|BPG0006:Relu(_other(Flatten(image))) + _head(Flatten(image))|})", Label, "SoftmaxCrossEntropy(y, digit)")]
    public Task Where_another_thing_is_wrong_no_fix_is_offered(string output, string target, string loss) =>
        Verify.OffersNoFix(Model(output, target, loss), Fix);

    private static string Unmarked(string marked) => Markup.Parse(marked).Source;

    private static string WithoutUsing(string source) =>
        source.Replace("using static BackpropGen.Functions;", "", StringComparison.Ordinal);

    private static string Second(string model) => "\n\n" + model[model.IndexOf("[Model]", StringComparison.Ordinal)..]
        .Replace("class Model", "class Second", StringComparison.Ordinal);

    private static string Model(string output, string target, string loss) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer _hidden = Dense(64), _other = Dense(64), _head = Dense(10);

            public Tensor Forward([Shape(8, 8)] Tensor image) => {{output}};

            public Tensor Loss(Tensor y, {{target}}) => {{loss}};
        }
        """;
}
