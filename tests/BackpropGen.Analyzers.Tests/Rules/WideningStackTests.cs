using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG2010: stacks that widen, where the rule is switched on.</summary>
public sealed class WideningStackTests
{
    [Theory]
    [InlineData("{|BPG2010:_w32(Relu(_w16(Relu(_w8(x)))))|}")]
    [InlineData("Relu({|BPG2010:_w64(Tanh(_w32(Relu(_w16(Relu(_w8(x)))))))|})")]
    [InlineData("{|BPG2010:_w32(Relu(_norm(_w16(Relu(_batch(_w8(x)))))))|}")]
    [InlineData("_w8(Relu({|BPG2010:_w64(Relu(_w32(Relu(_w16(x)))))|}))")]
    public Task Three_layers_each_wider_than_the_one_before_are_reported_at_the_last(string expression) => Verify.Reports(Model(expression), On(), "BPG2010");

    [Theory]
    [InlineData("_w16(Relu(_w8(x)))")]
    [InlineData("_w16(Relu(_w32(Relu(_w8(x)))))")]
    [InlineData("_w8(Relu(_w16(Relu(_w32(x)))))")]
    [InlineData("_w32(Relu(_w16(Relu(_w8(_w2(x))))) + Relu(_other(x)))")]
    public Task A_stack_that_does_not_widen_throughout_is_not_reported(string expression) => Verify.Reports(Model(expression), On(), "BPG2010");

    [Fact]
    public Task The_rule_is_off_unless_it_is_switched_on() => Verify.Reports(Model("_w32(Relu(_w16(Relu(_w8(x)))))"), rule: "BPG2010");

    [Fact]
    public async Task The_message_names_the_layers_their_widths_and_the_remedy()
    {
        var diagnostic = await Verify.Single(Model("_w32(Relu(_w16(Relu(_w8(x)))))"), On(), "BPG2010");
        Assert.Equal(
            "From layer 'w8' to layer 'w32' each of 3 layers (limit 3) is wider than the one before: 4, 8, 16, 32; most of the weights are in the last ones, "
            + "where little is left to be found out: narrow the stack towards the output",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    private static Dictionary<string, string> On() => new() { ["dotnet_diagnostic.BPG2010.severity"] = "warning" };

    private static string Model(string expression) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer _w2 = Dense(2), _w8 = Dense(8), _w16 = Dense(16), _w32 = Dense(32), _w64 = Dense(64), _other = Dense(16);
            private readonly Layer _norm = LayerNorm(), _batch = BatchNorm();

            public Tensor Forward([Shape(4)] Tensor x) => {{expression}};

            public Tensor Loss(Tensor y) => Mean(Square(y));
        }
        """;
}
