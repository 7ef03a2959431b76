using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG2008: decay by more than one means.</summary>
public sealed class RepeatedDecayTests
{
    [Theory]
    [InlineData("{|BPG2008:Sum(Square(_hidden)) + Sum(Square(_output))|}")]
    [InlineData("{|BPG2008:1e-4 * (Sum(Square(_hidden)) + Sum(Square(_output)))|}")]
    [InlineData("{|BPG2008:(Sum(_hidden * _hidden) + Sum(0.5 * Square(_output))) / 2|}")]
    [InlineData("{|BPG2008:1e-3 * Mean(Square(_hidden)) + 1e-4 * Sum(Pow(_output, 2)) + Sum(Square(_bias))|}")]
    [InlineData("{|BPG2008:Sum(Square(_hidden)) + Sum(Square(_output)) + Sum(Abs(_hidden))|}")]
    public Task A_penalty_of_all_squares_beside_weight_decay_is_reported(string penalty) => Verify.Reports(Model(penalty), rule: "BPG2008");

    [Theory]
    [InlineData("Sum(Square(_hidden))")]
    [InlineData("Sum(Square(_bias))")]
    [InlineData("Sum(Abs(_hidden)) + Sum(Abs(_output))")]
    [InlineData("Sqrt(Sum(Square(_hidden))) + Sqrt(Sum(Square(_output)))")]
    [InlineData("Sum(Square(_hidden)) * Sum(Square(_output))")]
    [InlineData("Sum(Square(_hidden)) - Sum(Square(_output))")]
    [InlineData("Sum(Square(_hidden - 1)) + Sum(Square(_output - 1))")]
    [InlineData("Sum(Square(MatMul(_output, _hidden)))")]
    [InlineData("Square(Sum(_hidden)) + Square(Sum(_output))")]
    public Task Another_penalty_is_not_reported(string penalty) => Verify.Reports(Model(penalty), rule: "BPG2008");

    [Theory]
    [InlineData("")]
    [InlineData("[ClipGradients(MaxNorm = 1)]")]
    public Task A_penalty_alone_is_not_reported(string attributes) =>
        Verify.Reports(Model("Sum(Square(_hidden)) + Sum(Square(_output))", attributes), rule: "BPG2008");

    [Fact]
    public async Task The_message_names_factor_weights_and_remedy()
    {
        var diagnostic = await Verify.Single(Model("Sum(Square(_hidden)) + Sum(Square(_output))"), rule: "BPG2008");
        Assert.Equal(
            "'Model' has [WeightDecay(0.0001)], and its Penalty adds the squares of 'hidden', 'output' once more: the weights decay twice, and neither factor is what it seems; keep one of the two",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("{|BPG2008:new AdamW()|}")]
    [InlineData("{|BPG2008:new AdamW(1e-3)|}")]
    [InlineData("{|BPG2008:new AdamW(weightDecay: 0.1)|}")]
    public Task AdamW_for_a_model_with_weight_decay_is_reported(string optimizer) => Verify.Reports(Training(optimizer), rule: "BPG2008");

    [Theory]
    [InlineData("new AdamW(weightDecay: 0)", "[WeightDecay(1e-4)]")]
    [InlineData("new AdamW(weightDecay: decay)", "[WeightDecay(1e-4)]")]
    [InlineData("new Adam(1e-3)", "[WeightDecay(1e-4)]")]
    [InlineData("new Sgd(1e-2)", "[WeightDecay(1e-4)]")]
    [InlineData("new AdamW(1e-3)", "")]
    public Task One_decay_alone_is_not_reported(string optimizer, string attributes) =>
        Verify.Reports(Training(optimizer, attributes), rule: "BPG2008");

    [Fact]
    public async Task The_message_names_both_decays()
    {
        var diagnostic = await Verify.Single(Training("new AdamW()"), rule: "BPG2008");
        Assert.Equal(
            "'Model' has [WeightDecay(0.0001)], and AdamW decays by 0.01 of its own: the weights decay twice, and neither factor is what it seems; keep one of the two",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    private static string Model(string penalty, string attributes = "[WeightDecay(1e-4)]") => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]{{attributes}}
        public sealed partial class Model
        {
            private readonly Parameter _hidden = Parameter(new[] { 8, 4 }), _output = Parameter(new[] { 3, 8 }), _bias = Parameter(8);

            public Tensor Forward([Shape(4)] Tensor x) => MatMul(_output, Relu(MatMul(_hidden, x) + _bias));

            public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);

            public Tensor Penalty() => {{penalty}};
        }
        """;

    /// <summary>A model with the generated members that a trainer needs written by hand.</summary>
    internal static string Training(string optimizer, string attributes = "[WeightDecay(1e-4)]") => $$"""
        using System;
        using BackpropGen;
        using static BackpropGen.Layers;

        [Model]{{attributes}}
        public sealed partial class Model : ITrainable<Model.Samples>
        {
            private readonly Layer _line = Dense(1);

            public Tensor Forward([Shape(4)] Tensor x) => _line(x);

            public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => Functions.MeanSquaredError(y, target);

            public struct Samples : ISamples<Samples>
            {
                public int Count => 0;
                public Samples Slice(int start, int count) => this;
                public Samples Select(ReadOnlySpan<int> rows) => this;
            }

            ModelLayout IModel.Layout => throw new NotSupportedException();
            GradientClipping IModel.Clipping => throw new NotSupportedException();
            int IModel.Threads { get; set; } = 1;
            void IModel.Initialize(ulong seed) => throw new NotSupportedException();
            void IModel.Save(string path) => throw new NotSupportedException();
            void IModel.Restore(string path) => throw new NotSupportedException();
            double ITrainable<Samples>.Evaluate(Samples samples) => throw new NotSupportedException();
            double ITrainable<Samples>.Train(Samples samples, ReadOnlySpan<int> rows, Optimizer optimizer) => throw new NotSupportedException();
        }

        public static class Training
        {
            public static Trainer<Model, Model.Samples> Trainer(Model model, double decay) => new(model) { BatchSize = 16, Optimizer = {{optimizer}} };
        }
        """;
}
