namespace BackpropGen;

/// <summary>A rule with each of its numbers in all lanes of a register.</summary>
/// <typeparam name="V">The register.</typeparam>
internal interface IRegisterUpdate<V>
    where V : unmanaged
{
    /// <summary>The updated parameters; the moments are updated in place.</summary>
    V Of(V parameters, V gradients, ref V first, ref V second);
}
