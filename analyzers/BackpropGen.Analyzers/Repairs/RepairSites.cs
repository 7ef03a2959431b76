using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Repairs;

/// <summary>
/// The contract between rules and code fixes: the properties by which a diagnostic says at which expressions what may be
/// done. The expressions are the diagnostic's location and additional locations; a property lists the indexes of its own,
/// 0 for the diagnostic's location, 1 for the first additional one, and so on, separated by commas. An absent property
/// is a fix that would not help or would not compile. Rules write it with <see cref="RepairPlan"/>.
/// </summary>
internal static class RepairSites
{
    /// <summary>Expressions <c>Activation(layer(x))</c> that become <c>x + Activation(layer(x))</c>.</summary>
    internal const string Residual = "Residual";

    /// <summary>Calls that make a layer, <c>Dense(16)</c>, whose results are to be normalized over the batch before the activation.</summary>
    internal const string NormalizedResults = "NormalizedResults";

    /// <summary>Calls that make a layer whose inputs, the activations before it, are to be normalized over their features.</summary>
    internal const string NormalizedInputs = "NormalizedInputs";

    /// <summary>Activations to be replaced by <c>Relu</c> or <c>Gelu</c>: <c>Tanh(z)</c>, <c>Map(Softsign, z)</c>, or <c>Tanh</c> as a layer.</summary>
    internal const string Activation = "Activation";

    /// <summary>The calls that make the layers that feed those activations: they get the initializer that suits the new one.</summary>
    internal const string ActivationLayers = "ActivationLayers";

    /// <summary>Calls that make a layer or parameter whose initializer becomes <see cref="Initializer"/>.</summary>
    internal const string Layers = "Layers";

    /// <summary>Not a list: the member of <c>BackpropGen.Initializer</c> for <see cref="Layers"/>, as <c>HeNormal</c> or <c>Constant(0.1)</c>.</summary>
    internal const string Initializer = "Initializer";

    /// <summary>Not a list: the argument that <see cref="Initializer"/> is given for, where it is another than
    /// <c>weightInitializer</c> of a layer and <c>initializer</c> of a parameter: <c>biasInitializer</c>.</summary>
    internal const string InitializerArgument = "InitializerArgument";

    /// <summary>The attribute <c>[Model]</c>, beside which <c>[ClipGradients]</c> would help; or a <c>[ClipGradients]</c> that sets no limit.</summary>
    internal const string Clipping = "Clipping";

    /// <summary>The locations that a property lists; none where it is absent.</summary>
    internal static IEnumerable<Location> Read(Diagnostic diagnostic, string property) =>
        diagnostic.Properties.TryGetValue(property, out string? listed) && !string.IsNullOrEmpty(listed)
            ? listed!.Split(',').Select(index => At(diagnostic, int.Parse(index, CultureInfo.InvariantCulture)))
            : [];

    private static Location At(Diagnostic diagnostic, int index) =>
        index == 0 ? diagnostic.Location : diagnostic.AdditionalLocations[index - 1];
}
