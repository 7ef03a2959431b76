namespace BackpropGen;

public static partial class Functions
{
    /// <summary>The cross-entropy of softmax(logits) against the true class: <c>ln Σ exp(z) − z[label]</c>.</summary>
    /// <param name="logits">Shape <c>[classes]</c>.</param>
    /// <param name="label">The true class.</param>
    public static Tensor SoftmaxCrossEntropy(Tensor logits, ClassLabel label) => throw Symbol.AppliedAtRunTime(nameof(SoftmaxCrossEntropy));

    /// <summary>The cross-entropy of softmax(logits) against a distribution: <c>Σ p (ln Σ exp(z) − z)</c>.</summary>
    /// <param name="logits">Shape <c>[classes]</c>.</param>
    /// <param name="distribution">Shape <c>[classes]</c>, summing to 1.</param>
    public static Tensor SoftmaxCrossEntropy(Tensor logits, Tensor distribution) => throw Symbol.AppliedAtRunTime(nameof(SoftmaxCrossEntropy));

    /// <summary>The mean over the elements of <c>max(z, 0) − z t + ln(1 + e^−|z|)</c>: the cross-entropy of σ(z) against t.</summary>
    /// <param name="logits">Before the sigmoid.</param>
    /// <param name="target">The probability, 0 to 1; the same shape.</param>
    public static Tensor BinaryCrossEntropy(Tensor logits, Tensor target) => throw Symbol.AppliedAtRunTime(nameof(BinaryCrossEntropy));

    /// <summary>The mean over the elements of <c>(prediction − target)²</c>.</summary>
    public static Tensor MeanSquaredError(Tensor prediction, Tensor target) => throw Symbol.AppliedAtRunTime(nameof(MeanSquaredError));
}
