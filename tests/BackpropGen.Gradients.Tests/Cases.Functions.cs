namespace BackpropGen.Gradients.Tests;

/// <summary>The one-function models.</summary>
public static partial class Cases
{
    private static IEnumerable<Case> Functions() =>
    [
        // Elementwise
        Real<SigmoidFunction>(), Real<TanhFunction>(), Real<ReluFunction>(), Real<LeakyReluFunction>(), Real<EluFunction>(),
        Real<SeluFunction>(), Real<GeluFunction>(), Real<SwishFunction>(), Real<SoftplusFunction>(), Real<SoftsignFunction>(),
        Real<ExpFunction>(), Real<LogFunction>(), Real<SqrtFunction>(), Real<SquareFunction>(), Real<AbsFunction>(),
        Real<SinFunction>(), Real<CosFunction>(), Real<SteepLeakyReluFunction>(), Real<ScaledEluFunction>(),
        Real<FractionalPowFunction>(), Real<NegativePowFunction>(), Real<CubicPowFunction>(),
        // Binary
        Real<AddOperator>(), Real<SubtractOperator>(), Real<MultiplyOperator>(), Real<DivideOperator>(), Real<NegateOperator>(),
        Real<ConstantOperators>(), Real<MaximumFunction>(), Real<MinimumFunction>(), Real<BroadcastOperators>(),
        // Maps
        Real<LambdaMap>(), Real<BranchingMap>(), Real<BinaryMap>(), Real<TernaryMap>(), Real<QuaternaryMap>(), Real<LibraryMap>(),
        // Reductions
        Real<SumOfAll>(), Real<SumOverAxis>(), Real<SumKeepingAxis>(), Real<MeanOfAll>(), Real<MeanOverAxis>(),
        Real<MeanKeepingAxis>(), Real<MaxOfAll>(), Real<MaxOverAxis>(), Real<MaxKeepingAxis>(), Real<LogSumExpOfAll>(),
        Real<LogSumExpOverAxis>(), Real<LogSumExpKeepingAxis>(), Real<SoftmaxFunction>(), Real<SoftmaxOverAxis>(),
        Real<LogSoftmaxFunction>(), Real<LogSoftmaxOverAxis>(),
        // Arrays
        Real<MatrixByMatrix>(), Real<MatrixByVector>(), Real<VectorByMatrix>(), Real<VectorByVector>(), Real<SampleByItsTranspose>(),
        Real<StackOfMatrices>(), Real<BroadcastMatrices>(), Real<SharedProduct>(), Real<TransposeFunction>(), Real<PermutedAxes>(),
        Real<ReshapeFunction>(), Real<FlattenFunction>(), Real<SliceFunction>(), Real<StridedSlice>(), Real<BackwardSlice>(),
        // Selection
        Real<ConcatenateFunction>(), Real<ConcatenateOverAxis>(), Real<PadFunction>(), Real<InteriorPad>(), Real<RangeFunction>(),
        Real<ConstantFunction>(), Real<GatherOfArgMax>(), Real<OneHotOfArgMax>(), Real<StopGradientFunction>(),
        Real<GradientFunction>(), Real<SecondDerivative>(),
        // Layers
        Real<SumOverBatchFunction>(), Real<MeanOverBatchFunction>(), Real<BatchSizeFunction>(), Real<DenseWithoutBias>(),
        Real<DenseOverTokens>(), Real<LayerNormFunction>(), Real<BatchNormFunction>(), Real<BatchNormOverTokens>(),
        Real<SequenceFunction>(),
        // Losses
        Real<MeanSquaredErrorLoss>(), Real<BinaryCrossEntropyLoss>(), Real<DistributionCrossEntropyLoss>(),
        Real<WeightedBySampleLoss>(),
        // Kinks
        Real<ReluKink>(), Real<LeakyReluKink>(), Real<EluKink>(), Real<SeluKink>(), Real<AbsKink>(), Real<SoftsignKink>(),
        Real<EluKinkOfAlpha>(), Real<MaximumTie>(), Real<MinimumTie>(), Real<MaxTie>(), Real<MaxTieOverAxis>(),
        new Case<LabelCrossEntropyLoss, double>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Labels("label")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Labels("label"), b.Gradients, add)),
        new Case<OneHotCrossEntropyLoss, double>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Labels("label")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Labels("label"), b.Gradients, add)),
    ];
}
