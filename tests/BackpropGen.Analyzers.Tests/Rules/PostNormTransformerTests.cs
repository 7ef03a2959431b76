using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;
using static BackpropGen.Analyzers.Tests.Rules.DefinitionText;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG1013: Transformer blocks with the normalization behind the skip connection.</summary>
public sealed class PostNormTransformerTests
{
    private const string Id = RuleIdentifiers.PostNormTransformer;
    private const string PostNorm = "x = _norms[i](x + Attend(i, x)); x = _feedNorms[i](x + _down[i](Relu(_up[i](x))));";
    private const string Marked = "x = {|BPG1013:_norms[i](x + Attend(i, x))|}; x = _feedNorms[i](x + _down[i](Relu(_up[i](x))));";

    [Theory]
    [InlineData(6)]
    [InlineData(12)]
    public Task Six_blocks_are_reported_once(int blocks) => Verify.Reports(Transformer(blocks, Marked), rule: Id);

    [Fact]
    public Task Five_blocks_are_not() => Verify.Reports(Transformer(5, PostNorm), rule: Id);

    [Fact]
    public Task A_block_of_attention_alone_is_a_block() => Verify.Reports(Transformer(6, "x = {|BPG1013:_norms[i](x + Attend(i, x))|};"), rule: Id);

    [Fact]
    public Task A_normalization_that_is_written_out_counts() => Verify.Reports(Transformer(6, "x = x + Attend(i, x); x = {|BPG1013:x / Sqrt(Mean(Square(x), -1, keepAxis: true) + 1e-5)|};"), rule: Id);

    [Theory]
    [InlineData("x = x + Attend(i, _norms[i](x)); x = x + _down[i](Relu(_up[i](_feedNorms[i](x))));")]
    [InlineData("x = x + _norms[i](Attend(i, x));")]
    [InlineData("x = _norms[i](1.86 * x + Attend(i, x));")]
    [InlineData("x = _batch[i](x + Attend(i, x));")]
    [InlineData("x = x + _norms[i](x + Attend(i, x));")]
    [InlineData("x = _norms[i](x + _down[i](Relu(_up[i](x))));")]
    public Task Pre_norm_scaled_skips_batch_normalization_and_blocks_without_attention_are_left_alone(string statement) =>
        Verify.Reports(Transformer(12, statement), rule: Id);

    [Fact]
    public async Task The_message_names_number_limit_and_remedy()
    {
        var diagnostic = await Verify.Single(Transformer(8, PostNorm), rule: Id);
        Assert.Equal(
            "The gradient passes the normalizations of 8 Transformer blocks in sequence, each applied to x + F(x) (limit 6): "
            + "normalize before, x = x + F(norm(x)), and once after the last block",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Single(diagnostic.AdditionalLocations);
    }

    private static string Transformer(int blocks, string statement) => Classifier(
        $$"""
        private readonly Layer[] _query = Repeat({{blocks}}, _ => Dense(8)), _key = Repeat({{blocks}}, _ => Dense(8)), _value = Repeat({{blocks}}, _ => Dense(8));
        private readonly Layer[] _up = Repeat({{blocks}}, _ => Dense(32)), _down = Repeat({{blocks}}, _ => Dense(8));
        private readonly Layer[] _norms = Repeat({{blocks}}, _ => LayerNorm()), _feedNorms = Repeat({{blocks}}, _ => LayerNorm()), _batch = Repeat({{blocks}}, _ => BatchNorm());
        """,
        $$"""
        for (int i = 0; i < {{blocks}}; i++)
        {
            {{statement}}
        }

        x = Mean(x, 0);
        """,
        members: "private Tensor Attend(int i, Tensor x) => MatMul(Softmax(MatMul(_query[i](x), Transpose(_key[i](x))) / System.Math.Sqrt(8)), _value[i](x));",
        input: "6, 8");
}
