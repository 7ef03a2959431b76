namespace BackpropGen.Gradients.Tests;

/// <summary>Every model under test, and the calls of its generated members where they differ from <see cref="IRealModel"/>'s.</summary>
public static partial class Cases
{
    /// <summary>The models in double precision by the names of their classes.</summary>
    public static IReadOnlyDictionary<string, Case> Double { get; } = Architectures().Concat(Functions())
        .ToDictionary(static one => one.Name, StringComparer.Ordinal);

    /// <summary>The names of all fixtures.</summary>
    public static TheoryData<string> Fixtures => new(Fixture.All.Keys);

    /// <summary>The names of the fixtures that satisfy a condition.</summary>
    public static TheoryData<string> Where(Func<Fixture, bool> condition) => new(Fixture.All.Values.Where(condition).Select(static fixture => fixture.Name));

    /// <summary>The model of a fixture, with its parameters, states and batch.</summary>
    public static Subject Create(string fixtureName, IReadOnlyList<int>? rows = null)
        => Double[Fixture.All[fixtureName].Model].Create(Fixture.All[fixtureName], rows);

    private static IEnumerable<Case> Architectures() =>
    [
        Real<LinearRegression>(), Real<LogisticRegression>(), Real<TanhMlp>(), Real<TanhMlpOfTripleLoss>(), Real<HuberRegression>(),
        Real<LogSumExpRegression>(), Real<PenalizedRegression>(), Real<WholeDecayRegression>(), Real<GradientPenalty>(),
        Real<DeepSigmoidMlp>(), Real<DenselyConnected>(), Real<ActivationMedley>(), Real<MishMlp>(), Real<RunningScaleMlp>(),
        Real<WeightNormalizedMlp>(), Real<UnrolledRecurrence>(), Real<MixerNetwork>(), Real<MixtureOfExperts>(), Real<GatedNetwork>(),
        Real<Plumbing>(), Real<PanelMlp>(), Real<PanelRecurrence>(),
        new Case<Distillation, double>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Reals("distribution")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Reals("distribution"), b.Gradients, add)),
        new Case<MaskedRegression, double>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Reals("target"), b.Reals("mask")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Reals("target"), b.Reals("mask"), b.Gradients, add)),
        new Case<SoftmaxClassifier, double>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("logits")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Labels("label")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Labels("label"), b.Gradients, add)),
        new Case<WeightedClassifier, double>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Labels("label")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Labels("label"), b.Gradients, add)),
        new Case<EmbeddingClassifier, double>(
            static (model, b) => model.Predict(b.Labels("word"), b.Labels("place"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Labels("word"), b.Labels("place"), b.Labels("label")),
            static (model, b, add) => model.Backpropagate(b.Labels("word"), b.Labels("place"), b.Labels("label"), b.Gradients, add)),
        new Case<TwoHeads, double>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("place"), b.Output("kind")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Reals("position"), b.Labels("label")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Reals("position"), b.Labels("label"), b.Gradients, add)),
        new Case<MaxPooling, double>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Labels("label")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Labels("label"), b.Gradients, add)),
        new Case<ResidualMlp, double>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Labels("label")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Labels("label"), b.Gradients, add)),
        new Case<PreNormNetwork, double>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Labels("label")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Labels("label"), b.Gradients, add)),
        new Case<BatchNormMlp, double>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Labels("label")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Labels("label"), b.Gradients, add)),
        new Case<AttentionNetwork, double>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Labels("label")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Labels("label"), b.Gradients, add)),
        new Case<TiedAutoencoder, double>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("reconstruction")),
            static (model, b) => model.Evaluate(b.Reals("x")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Gradients, add)),
        new Case<Autoencoder, double>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("code"), b.Output("logits")),
            static (model, b) => model.Evaluate(b.Reals("x")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Gradients, add)),
        new Case<Siamese, double>(
            static (model, b) => model.Predict(b.Reals("left"), b.Reals("right"), b.Output("distance")),
            static (model, b) => model.Evaluate(b.Reals("left"), b.Reals("right"), b.Reals("same")),
            static (model, b, add) => model.Backpropagate(b.Reals("left"), b.Reals("right"), b.Reals("same"), b.Gradients, add)),
        new Case<StoppedTarget, double>(
            static (model, b) => model.Predict(b.Reals("left"), b.Reals("right"), b.Output("prediction"), b.Output("projection")),
            static (model, b) => model.Evaluate(b.Reals("left"), b.Reals("right")),
            static (model, b, add) => model.Backpropagate(b.Reals("left"), b.Reals("right"), b.Gradients, add)),
        new Case<BilinearNetwork, double>(
            static (model, b) => model.Predict(b.Reals("x"), b.Reals("z"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Reals("z"), b.Reals("target")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Reals("z"), b.Reals("target"), b.Gradients, add)),
    ];

    private static Case<TModel, double> Real<TModel>()
        where TModel : class, IRealModel, new() => new(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Reals("target")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Reals("target"), b.Gradients, add));
}
