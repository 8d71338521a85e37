import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** C2SP signed-note with Ed25519: text, a blank line, and a line a signature. https://c2sp.org/signed-note */
export type SignedNote = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** `blob` is the key id (4 bytes) followed by the signature itself. */
type NoteSignature = { readonly name: string; readonly blob: Uint8Array };

export type NoteKey = { readonly name: string; readonly key: Uint8Array };

const ed25519 = 1;
const idBytes = 4;
// The fixed DER head of an Ed25519 SubjectPublicKeyInfo; the 32 bytes of the key follow.
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

/** The raw public key that belongs to a private (or public) Ed25519 key. */
export function noteKeyOf(name: string, key: KeyObject): NoteKey {
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('the key is not Ed25519');
  if (!isKeyName(name)) throw new TypeError(`"${name}" cannot name a key`);
  const held = key.type === 'private' ? createPublicKey(key) : key;
  return { name, key: held.export({ type: 'spki', format: 'der' }).subarray(spkiHead.length) };
}

/** `<name>+<key id, hex>+<base64(0x01 ‖ key)>`, the form of `record.pub`. */
export function formatVerifierKey(key: NoteKey): string {
  const material = Buffer.from([ed25519, ...key.key]).toString('base64');
  return `${key.name}+${keyId(key).toString('hex')}+${material}`;
}

/** Null unless it is an Ed25519 key whose id belongs to it. */
export function parseVerifierKey(text: string): NoteKey | null {
  const [, name, id, material] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text.trim()) ?? [];
  if (name === undefined || id === undefined || material === undefined) return null;
  const bytes = fromBase64(material);
  if (bytes === null || bytes.length !== 33 || bytes[0] !== ed25519) return null;
  const key = { name, key: bytes.subarray(1) };
  return keyId(key).toString('hex') === id ? key : null;
}

export function signNote(text: string, name: string, privateKey: KeyObject): SignedNote {
  const id = keyId(noteKeyOf(name, privateKey));
  const signature = sign(null, Buffer.from(text, 'utf8'), privateKey);
  return { text, signatures: [{ name, blob: Buffer.concat([id, signature]) }] };
}

/** Signatures by other keys (witnesses) are passed over, as the format asks. */
export function checkNote(note: SignedNote, key: NoteKey): 'good' | 'bad-signature' | 'other-key' {
  const id = keyId(key);
  const ours = note.signatures.filter(
    ({ name, blob }) => name === key.name && id.equals(blob.subarray(0, idBytes)),
  );
  if (ours.length === 0) return 'other-key';
  const spki = Buffer.concat([spkiHead, key.key]);
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const text = Buffer.from(note.text, 'utf8');
  const good = ours.every(({ blob }) => verify(null, text, publicKey, blob.subarray(idBytes)));
  return good ? 'good' : 'bad-signature';
}

export function formatNote(note: SignedNote): string {
  const lines = note.signatures.map(
    ({ name, blob }) => `\u2014 ${name} ${Buffer.from(blob).toString('base64')}\n`,
  );
  return `${note.text}\n${lines.join('')}`;
}

/** Null where the text is not a note; says nothing of whether its signatures are good. */
export function parseNote(whole: string): SignedNote | null {
  const seam = whole.lastIndexOf('\n\n');
  if (seam < 0 || !whole.endsWith('\n')) return null;
  const signatures: NoteSignature[] = [];
  for (const line of whole.slice(seam + 2, -1).split('\n')) {
    const [, name, encoded] = /^\u2014 ([^+\s]+) (\S+)$/.exec(line) ?? [];
    const blob = fromBase64(encoded ?? '');
    if (name === undefined || blob === null || blob.length <= idBytes) return null;
    signatures.push({ name, blob });
  }
  return { text: whole.slice(0, seam + 1), signatures };
}

/** Null unless the text is the one encoding of its bytes: a second spelling would be an unseen change. */
export function fromBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

function isKeyName(name: string): boolean {
  return /^[^+\s]+$/.test(name);
}

/** The id of a key in hex, as people compare it. */
export function noteKeyId(key: NoteKey): string {
  return keyId(key).toString('hex');
}

function keyId({ name, key }: NoteKey): Buffer {
  const digest = createHash('sha256').update(`${name}\n`).update(Uint8Array.of(ed25519)).update(key).digest();
  return digest.subarray(0, idBytes);
}
