namespace BackpropGen.Analyzers.Patterns;

/// <summary>How strongly an activation function can shrink a gradient.</summary>
internal enum Saturation
{
    /// <summary>It keeps a slope on one side at least, or may amplify.</summary>
    None,

    /// <summary>Finite limits on both sides, and a slope of at most 1: tanh, hard tanh, softsign, erf.</summary>
    TanhLike,

    /// <summary>Finite limits on both sides, and a slope of at most 1/4: the logistic function.</summary>
    SigmoidLike,
}
